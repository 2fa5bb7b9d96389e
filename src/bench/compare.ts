// Measures git cherry, a cold and a warm run of Landfall, one after the other, as often as asked.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../model/report.js';
import { summarise } from './measure/median.js';
import { type Measured, type Program, runMeasured } from './measure/run-measured.js';
import { PROJECT, type Subject, writeConfig } from './subject.js';

/** Medians of all runs, and what Landfall read in a cold one. */
export interface Comparison {
  readonly subject: Subject;
  readonly runs: number;
  readonly cherry: Measured;
  /** What else git offers for the question, measured once each. */
  readonly others: readonly (Measured & { readonly name: string })[];
  readonly cold: Measured;
  readonly warm: Measured;
  /** After NEW_COMMITS more upstream commits than the run before saw. */
  readonly incremental: Measured;
  /** A cold run that goes on to rehearse the rebase, as the stack is and after what can be dropped. */
  readonly forecast: Measured;
  /** Upstream commits read, and those of them whose diff was read. */
  readonly commits: number;
  readonly diffs: number;
  readonly patches: number;
  /** Patches by status: whether the right work was done. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Upstream commits that come between two runs: some weeks of a busy project. */
export const NEW_COMMITS = 1000;

const LANDFALL = fileURLToPath(new URL('../bundle/cli.js', import.meta.url));

/** What is measured run by run. */
type Round = Pick<Comparison, 'cherry' | 'cold' | 'warm' | 'incremental' | 'forecast'>;

/** Compares on a subject; `folder` is for the config, the cache and the report. */
export async function compare(subject: Subject, folder: string, runs: number): Promise<Comparison> {
  const cache = join(folder, 'cache');
  const output = join(folder, 'report.json');
  // One file for both: what a run has found out is kept for the project that it names.
  const config = await writeConfig(folder, subject);
  const bench: Bench = {
    subject,
    folder,
    cache,
    cherry: cherryOn(subject),
    landfall: landfallOn(['status'], config, cache, output),
    forecast: landfallOn(['forecast', PROJECT], config, cache, join(folder, 'forecast.json')),
  };
  // Not counted: brings the repository into memory, so that the first of the runs that follow is like the others.
  await runMeasured(bench.cherry);
  const rounds: Round[] = [];
  for (let run = 0; run < runs; run++) rounds.push(await measureRound(bench));
  const others: (Measured & { name: string })[] = [];
  for (const { name, program } of othersOn(subject)) others.push({ name, ...(await runMeasured(program)) });
  const median = (of: keyof Round) => summarise(rounds.map((round) => round[of]));
  return {
    subject,
    runs,
    others,
    cherry: median('cherry'),
    cold: median('cold'),
    warm: median('warm'),
    incremental: median('incremental'),
    forecast: median('forecast'),
    ...(await readWork(output)),
  };
}

/** A subject laid out for its runs. */
interface Bench {
  readonly subject: Subject;
  readonly folder: string;
  readonly cache: string;
  readonly cherry: Program;
  readonly landfall: Program;
  readonly forecast: Program;
}

/** Everything once; what a run finds in the cache is what the one before it left there. */
async function measureRound({ subject, folder, cache, cherry, landfall, forecast }: Bench): Promise<Round> {
  const before = { ...subject, upstream: `${subject.upstream}~${NEW_COMMITS}` };
  const forget = () => rm(cache, { recursive: true, force: true });
  const byCherry = await runMeasured(cherry);
  await forget();
  const cold = await runMeasured(landfall);
  const warm = await runMeasured(landfall);
  await forget();
  await writeConfig(folder, before);
  await runMeasured(landfall);
  await writeConfig(folder, subject);
  const incremental = await runMeasured(landfall);
  await forget();
  return { cherry: byCherry, cold, warm, incremental, forecast: await runMeasured(forecast) };
}

/** As a user has it, with the user's own settings of git. */
function cherryOn({ repository, upstream, branch }: Subject): Program {
  return { command: 'git', args: ['-C', repository, 'cherry', upstream, branch] };
}

/** `git range-diff` is not among them: it pairs every patch with every commit, and takes minutes and gigabytes for such a range. */
function othersOn({ repository, upstream, branch }: Subject): { name: string; program: Program }[] {
  const marked = ['-C', repository, 'log', '--cherry-mark', '--no-merges', '--format=%m%H', `${upstream}...${branch}`];
  const hashed = 'git -C "$1" log -p --no-merges "$2" "^$3" | git -C "$1" patch-id --stable';
  return [
    { name: 'log --cherry-mark', program: { command: 'git', args: marked } },
    { name: 'log -p, patch-id', program: { command: 'sh', args: ['-c', hashed, 'sh', repository, upstream, branch] } },
  ];
}

function landfallOn(command: readonly string[], config: string, cache: string, output: string): Program {
  const args = [LANDFALL, ...command, '--config', config, '--format', 'json', '--output', output];
  return { command: process.execPath, args, env: { ...process.env, LANDFALL_CACHE: cache } };
}

async function readWork(file: string): Promise<Pick<Comparison, 'commits' | 'diffs' | 'patches' | 'statuses'>> {
  const [project] = (JSON.parse(await readFile(file, 'utf8')) as Report).projects;
  if (!project?.upstream) throw new Error('Landfall found nothing to compare');
  const statuses = Object.entries(project.delta.byStatus).map(([status, tally]) => [status, tally.patches] as const);
  return {
    commits: project.upstream.commits,
    diffs: project.upstream.diffs,
    patches: project.patches.length,
    statuses: Object.fromEntries(statuses.filter(([, patches]) => patches > 0)),
  };
}
