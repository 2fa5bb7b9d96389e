// `landfall index`: the lines of all upstream commits, read once, by which patches are found wherever they landed.
import { Command } from '@commander-js/extra-typings';
import { type Deepened, deepen } from '../deepen.js';
import { EXIT, LandfallError } from '../errors.js';
import { visible } from '../report/clean.js';
import { day, figure, mebibytes } from '../report/figures.js';
import { type DeepMarks, deepMarks } from '../store/deep-marks.js';
import type { Tracked, TrackOptions } from '../track.js';
import type { World } from './command.js';
import { CACHE, CONFIG, QUIET, SINCE } from './options.js';
import { cacheFolder, readProjects, type RunOptions, withProgress } from './run.js';

/** Defines the command. */
export function defineIndex(world: World) {
  return new Command('index')
    .argument('[project...]', 'names of projects; all when none is named')
    .option('--deep', "read the lines of all of upstream's commits since the stack's base that are not read yet")
    .addOption(SINCE)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(QUIET)
    .addHelpText('after', NOTES)
    .action((names, options) => index(world, names, options));
}

interface IndexOptions extends RunOptions {
  readonly deep?: true | undefined;
  readonly since?: string | undefined;
}

async function index(world: World, names: readonly string[], options: IndexOptions): Promise<void> {
  const projects = await readProjects(world, names, options);
  const tell = (problem: string) => (options.quiet ? undefined : world.say(problem));
  const marks = deepMarks(cacheFolder(world, options), tell);
  let failed = false;
  for (const tracked of projects) {
    try {
      await world.out(`${await withProgress(world, options, (run) => indexOne(tracked, run, marks, options))}\n`);
    } catch (error) {
      if (!(error instanceof LandfallError) || error.kind === 'bug' || world.signal.aborted) throw error;
      world.say(error.message, error.hint);
      failed = true;
    }
  }
  if (failed) world.end(EXIT.world);
}

/** Looks, or reads what is missing; returns the line that says what there is. */
async function indexOne(tracked: Tracked, run: TrackOptions, marks: DeepMarks, options: IndexOptions): Promise<string> {
  const { project } = tracked;
  const asked = options.since === undefined ? 0 : Date.parse(options.since) / 1000;
  const deep = options.deep ?? false;
  const before = await marks.read(project);
  const done = await deepen(tracked, run, { deep, since: deep || before === null ? asked : before });
  if (deep) await marks.write(project, asked);
  return lineOf(project.name, done, deep ? await marks.read(project) : before);
}

function lineOf(name: string, { commits, known, read, failed, bytes }: Deepened, since: number | null): string {
  const news = read > 0 ? ` (${figure(read)} read now)` : '';
  const lost = failed > 0 ? `, ${figure(failed)} could not be read` : '';
  const reach =
    since === null ? 'no deep index' : since === 0 ? 'deep' : `deep since ${day(new Date(since * 1000).toISOString())}`;
  return `${visible(name)}: ${reach}, lines of ${figure(known)} of ${figure(commits)} commits${news}${lost}, ${mebibytes(bytes)}`;
}

const NOTES = `
Names, paths and sizes lead to nearly all landings. What they do not lead to is a
patch whose file was moved or rewritten and whose words were changed: for patches
that stay unexplained, status asks a deep index which commits share their rarest
lines, and reads those. Histories of no more than 1,000 commits (search.everyCommit)
are looked through by themselves; for larger ones --deep reads all commits once, with
all cores. What is there is not read again, a run that is stopped goes on where it
was, and status keeps the index up to date from then on.

Examples:
  $ landfall index                            what is indexed of each project
  $ landfall index --deep gdb                 build it, or complete it
  $ landfall index --deep gdb --since 2024-01-01

Exits with 3 when a project could not be read.`;
