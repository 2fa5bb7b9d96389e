// `landfall plan`: what to do with each patch, as a report, as a todo file, or as a new branch.
import { resolve } from 'node:path';
import { type Applied, applyToBranch, applyToFolder, type Copied, theBranch } from '../next/apply.js';
import { EXIT, LandfallError } from '../errors.js';
import { shortId } from '../model/short-id.js';
import { type Planned, withPlan } from '../next/plan.js';
import { seriesOf } from '../next/series.js';
import { patches } from '../report/figures.js';
import { planSheet } from '../report/sheet/index.js';
import { todoText } from '../report/sheet/todo.js';
import type { World } from './command.js';
import { requireFolderOf, writeWhole } from './output.js';
import { readProject, type RunOptions, withProgress } from './run.js';
import { BRANCH, deliverSheet, ONTO, sheetCommand, type SheetOptions } from './sheet-options.js';
import { requireEmpty, withWholeFolder } from './whole-folder.js';

/** Defines the command. */
export function definePlan(world: World) {
  return sheetCommand('plan')
    .addOption(ONTO)
    .addOption(BRANCH)
    .option(
      '--todo <file>',
      'write what carries the plan out: a todo for git rebase -i, a series, or patch files to delete',
    )
    .option('--apply', 'make a new branch or folder of what is left; the old one stays as it is')
    .option('--name <branch>', 'name of that new branch (default: <branch>-onto-<commit>)')
    .option('--out <dir>', 'that new folder, for patches in files: a new or an empty one')
    .addHelpText('after', EXAMPLES)
    .action((name, options) => run(world, name, options));
}

interface PlanCommandOptions extends RunOptions, SheetOptions {
  readonly onto?: string | undefined;
  readonly branch?: string | undefined;
  readonly todo?: string | undefined;
  readonly apply?: true | undefined;
  readonly name?: string | undefined;
  readonly out?: string | undefined;
}

async function run(world: World, name: string, options: PlanCommandOptions): Promise<void> {
  await refuseEarly(world, options);
  const tracked = await readProject(world, name, options);
  const { onto, branch } = options;
  const { plan, todo, tell } = await withProgress(world, options, (given) =>
    withPlan(tracked, { ...given, onto, branch }, (planned) => carryOut(world, planned, options)),
  );
  await deliverSheet(world, planSheet(plan), options);
  if (options.todo !== undefined && todo !== null) {
    await writeWhole(resolve(world.cwd, options.todo), todo);
    if (!options.quiet) world.say(`wrote ${options.todo}`, 'docs/plan.md says how it is used');
  }
  tell?.();
}

/** What can be seen to be in vain is not worth a run of minutes. */
async function refuseEarly(world: World, { apply, name, out, todo }: PlanCommandOptions): Promise<void> {
  if (!apply && (name !== undefined || out !== undefined))
    throw misplaced('--name and --out are about what --apply makes', 'add --apply, or leave them out');
  if (out !== undefined && name !== undefined)
    throw misplaced('a branch has a --name, a folder an --out', 'leave one of them out');
  if (out !== undefined) await requireEmpty(resolve(world.cwd, out));
  if (todo !== undefined) await requireFolderOf(resolve(world.cwd, todo));
}

function misplaced(says: string, hint: string): LandfallError {
  return new LandfallError('usage', 'plan.option', says, hint);
}

async function carryOut(world: World, planned: Planned, options: PlanCommandOptions) {
  const { plan } = planned;
  const todo = options.todo === undefined ? null : await todoOf(planned);
  if (!options.apply) return { plan, todo, tell: null };
  const branch = theBranch(planned);
  if (branch.kind === 'branch') {
    if (options.out !== undefined) throw misplaced('--out is for patches in files', 'name the new branch with --name');
    const applied = await applyToBranch(planned, branch, options.name);
    return { plan, todo, tell: () => tellBranch(world, applied) };
  }
  const { out, name } = options;
  if (name !== undefined) throw misplaced('--name is for branches', 'name the new folder with --out');
  if (out === undefined)
    throw new LandfallError('usage', 'plan.no-out', 'patches in files need a new folder', 'name it with --out');
  const copied = await withWholeFolder(resolve(world.cwd, out), (folderFor) =>
    applyToFolder(planned, branch, folderFor),
  );
  return { plan, todo, tell: () => tellFolder(world, out, copied) };
}

async function todoOf(planned: Planned): Promise<string> {
  const branch = theBranch(planned);
  return todoText(branch, planned.plan.onto, await seriesOf(planned, branch));
}

function tellFolder(world: World, out: string, { dropped, byHand }: Copied): void {
  world.say(`folder ${out} is made: ${patches(dropped.length)} left out`);
  for (const { file, subject } of byHand)
    world.say(`take out by hand: ${file ?? subject}`, 'other patches stand in that file, or makefiles name it');
}

function tellBranch(world: World, { made, branch, rebuilt }: Applied): void {
  const { steps, empty, stuck, tip } = rebuilt;
  if (made === 'no') {
    const list = stuck.map(
      ({ step, files }) => `${step.id} ${step.subject}: ${files.join(', ') || 'cannot be picked'}`,
    );
    world.say(
      `${branch} was not made: ${stuck.length} of the patches left ${stuck.length === 1 ? 'conflicts' : 'conflict'}`,
      list.join('\n'),
    );
    world.say('nothing was changed', 'write a todo with --todo and settle them in `git rebase -i`');
    world.end(EXIT.gate);
    return;
  }
  const without = empty.length === 0 ? '' : `, ${empty.length} left out that change nothing any more`;
  const was = made === 'already' ? 'was there already' : 'is made';
  world.say(`branch ${branch} ${was} at ${shortId(tip)}: ${patches(steps.length)}${without}`);
}

const EXAMPLES = `
Examples:
  $ landfall plan gdb --onto gdb-17.1-release
  $ landfall plan gdb --branch local/stack --todo stack.todo
  $ git switch --create stack-next local/stack
  $ git -c core.commentChar='#' -c sequence.editor='cp "$PWD/stack.todo"' \\
        rebase --interactive --empty=drop <onto> stack-next
  $ landfall plan gdb --branch local/stack --apply --name stack-next
  $ landfall plan gdb --branch devel/gdb --apply --out ../gdb.new

Without --apply nothing is written but the file named by --todo. With --apply a
new branch is made when all that is left applies; else nothing is, and the exit
code is 1. Of patches in files a new folder is made: the same files without those
that are dropped, series and distinfo renewed.`;
