// `landfall export`: what is left, as a patch series ready to send.
import { join, resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import type { Rebuilt } from '../next/apply.js';
import { exportSeries, UNFIT_FOLDER } from '../next/export.js';
import type { Status } from '../model/status.js';
import { withPlan } from '../next/plan.js';
import { counted } from '../report/figures.js';
import type { World } from './command.js';
import { CACHE, CONFIG, NO_CACHE, QUIET } from './options.js';
import { readProject, type RunOptions, withProgress } from './run.js';
import { BRANCH, ONTO } from './sheet-options.js';
import { statuses } from './statuses.js';
import { withWholeFolder } from './whole-folder.js';

/** Defines the command. */
export function defineExport(world: World) {
  return new Command('export')
    .argument('<project>', 'name of the project')
    .requiredOption('--out <dir>', 'folder to write to: a new or an empty one')
    .option('--status <status>', 'statuses to write, with commas between them (default: pending,rejected)', statuses)
    .addOption(ONTO)
    .addOption(BRANCH)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(NO_CACHE)
    .addOption(QUIET)
    .addHelpText('after', EXAMPLES)
    .action((name, options) => run(world, name, options));
}

interface ExportOptions extends RunOptions {
  readonly out: string;
  readonly status?: readonly Status[] | undefined;
  readonly onto?: string | undefined;
  readonly branch?: string | undefined;
}

/** What nobody upstream has, or has refused: what is left to be sent. */
const LEFT: readonly Status[] = ['pending', 'rejected'];

async function run(world: World, name: string, options: ExportOptions): Promise<void> {
  const tracked = await readProject(world, name, options);
  const { onto, branch, status = LEFT } = options;
  const folder = resolve(world.cwd, options.out);
  const rebuilt = await withWholeFolder(folder, (folderFor) =>
    withProgress(world, options, (given) =>
      withPlan(tracked, { ...given, onto, branch }, (planned) => exportSeries(planned, status, folderFor)),
    ),
  );
  const { steps, empty, stuck } = rebuilt;
  const written = steps.length + stuck.length > 0;
  await world.out(
    written
      ? `${options.out}: ${counted(steps.length, 'patch that applies', 'patches that apply one after the other')}\n`
      : `${name}: nothing to write\n`,
  );
  tellRest(world, options.out, { empty, stuck });
  const { contribute } = tracked.project;
  if (contribute?.kind === 'list' && steps.length > 0)
    world.say('read them, then', `git send-email --to=${contribute.address} ${join(options.out, '*.patch')}`);
}

function tellRest(world: World, out: string, { empty, stuck }: Pick<Rebuilt, 'empty' | 'stuck'>): void {
  for (const { id, subject } of empty) world.say(`left out: ${id} ${subject}`, 'it changes nothing any more');
  for (const { step, files } of stuck) {
    const where = step.parent === null ? 'not written: ' : `in ${join(out, UNFIT_FOLDER)}: `;
    const why = files.length > 0 ? `conflicts in ${files.join(', ')}` : 'it does not apply to its own base';
    world.say(`${where}${step.id} ${step.subject}`, why);
  }
}

const EXAMPLES = `
Examples:
  $ landfall export gdb --out outgoing
  $ landfall export qemu-nvmm --status pending --onto v10.0.0 --out outgoing

The patches are rebased in memory onto upstream's branch, or --onto, and written
as \`git format-patch\` writes them. Those that conflict there are written as they
are into ${UNFIT_FOLDER}/ below the folder.`;
