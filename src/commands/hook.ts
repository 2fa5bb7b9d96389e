// `landfall hook`: says of new downstream commits whether upstream has them already, before they are pushed.
import { Command } from '@commander-js/extra-typings';
import { EXIT, LandfallError } from '../errors.js';
import { openRepository, resolveCommit } from '../git/repository.js';
import type { PatchReport, ProjectReport } from '../model/report.js';
import { visible } from '../report/clean.js';
import { counted, shortId } from '../report/figures.js';
import { subjectWords } from '../report/words.js';
import { track } from '../track.js';
import type { World } from './command.js';
import { CACHE, CONFIG, NO_CACHE, QUIET } from './options.js';
import { exitCodeOfReport } from './outcome.js';
import { readProjects, type RunOptions, withProgress } from './run.js';
import { atRevision } from './this-repository.js';

/** Defines the command. */
export function defineHook(world: World) {
  return new Command('hook')
    .option(
      '--from <revision>',
      'new commits begin after it (default: $PRE_COMMIT_FROM_REF, else @{upstream}, else HEAD~1)',
    )
    .option('--to <revision>', 'and end with it (default: $PRE_COMMIT_TO_REF, else HEAD)')
    .option('--warn-only', 'say it, and exit with 0')
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(NO_CACHE)
    .addOption(QUIET)
    .addHelpText('after', NOTES)
    .action((options) => hook(world, options));
}

interface HookOptions extends RunOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly warnOnly?: true | undefined;
}

async function hook(world: World, options: HookOptions): Promise<void> {
  const range = await rangeOf(world, options);
  const projects = await atRevision(world.cwd, await readProjects(world, [], options), range);
  if (projects.length === 0) {
    const hint = 'name it under `downstream` in a project file, or leave the hook out here';
    throw new LandfallError('usage', 'hook.no-project', 'no project carries commits in this repository', hint);
  }
  const report = await withProgress(world, options, (trackOptions) => track(projects, trackOptions));
  let code = exitCodeOfReport(report);
  for (const project of report.projects) {
    for (const { message, hint } of project.notices.filter(({ severity }) => severity === 'error'))
      world.say(`${project.name}: ${message}`, hint);
    const there = project.patches.filter(({ status }) => UPSTREAM.has(status));
    if (there.length > 0 && code === EXIT.ok && !options.warnOnly) code = EXIT.gate;
    if (project.state === 'tracked' && (there.length > 0 || !options.quiet)) await world.out(linesFor(project, there));
  }
  world.end(code);
}

/** Statuses of which a new commit need not be carried; `queued` will soon be one. */
const UPSTREAM: ReadonlySet<PatchReport['status']> = new Set(['landed', 'absorbed', 'queued']);

function linesFor({ title, patches }: ProjectReport, there: readonly PatchReport[]): string {
  const all = counted(patches.length, 'new commit');
  const head = there.length === 0 ? `${all}, none of them upstream` : `${there.length} of ${all} upstream already`;
  return [`${title}: ${head}`, ...there.flatMap(patchLines)].map((line) => `${visible(line)}\n`).join('');
}

function patchLines({ id, subject, status, says, landing }: PatchReport): readonly string[] {
  const commits = landing?.commits.map(({ oid, release }) => shortId(oid) + (release === null ? '' : ` (${release})`));
  const where = commits && commits.length > 0 ? ` ${commits.join(', ')}` : '';
  return [`  ${id}  ${subjectWords(subject)}`, `    ${status}${where}: ${says}`];
}

/** No commit: what git and pre-commit name where a branch is new. */
const NONE = /^0+$/u;

async function rangeOf(world: World, options: HookOptions) {
  const { PRE_COMMIT_FROM_REF: from, PRE_COMMIT_TO_REF: to } = world.env;
  const repository = await openRepository(world.cwd);
  const revision = options.to ?? to ?? 'HEAD';
  const asked = options.from ?? from;
  if (asked !== undefined && NONE.test(asked)) return { revision, base: null, branch: null };
  for (const base of asked === undefined ? ['@{upstream}', `${revision}~1`] : [asked]) {
    if ((await resolveCommit(repository, base)) !== null) return { revision, base, branch: null };
  }
  const says = `this repository has no commit ${asked ?? `${revision}~1`}`;
  throw new LandfallError(
    'usage',
    'hook.no-range',
    says,
    'name the commit behind which the new ones begin with --from',
  );
}

const NOTES = `
Judges the commits between --from and --to of the repository one stands in, which must
be a downstream of a project in the config. Reads only; \`landfall sync\` keeps the mirror new.

Examples:
  $ landfall hook                          what a push would add
  $ landfall hook --from HEAD~1            the last commit, in .git/hooks/post-commit
  $ landfall hook --from 0000 --warn-only  the whole stack, for a look

Exits with 1 when upstream has one of them already, or has it queued.`;
