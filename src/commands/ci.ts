// `landfall ci`: everything a job of a CI system does, in one step; what GitHub and others want is in the files it writes.
import { Command } from '@commander-js/extra-typings';
import { STATE_BRANCH } from '../model/history-place.js';
import { track } from '../track.js';
import { BASELINE, BASELINE_REF, type BaselineOptions } from './baseline.js';
import { asPullRequest, commentOnPullRequest } from './ci-pull-request.js';
import { publishReport } from './ci-publish.js';
import { tellGitHub, writeResults } from './ci-results.js';
import type { World } from './command.js';
import { type RuleOptions, WARN } from './gate-options.js';
import { exitCodeOfGate, readyToJudge } from './judge-report.js';
import { CACHE, CONFIG, NO_CACHE, QUIET } from './options.js';
import { exitCodeOfReport } from './outcome.js';
import { readProjects, type RunOptions, withProgress } from './run.js';
import { siteFolder, trackIntoSite } from './site.js';
import { syncThen } from './sync-projects.js';
import { STORE } from './store-option.js';

/** Defines the command. */
export function defineCi(world: World) {
  return new Command('ci')
    .argument('[project...]', 'names of projects; all when none is named')
    .option('--out <dir>', 'folder for reports, gate results and badges', 'landfall-ci')
    .option('--html', 'write the report as pages too, below report/: every patch is compared anew, which takes longer')
    .option('--no-html', 'write none: what is done when nothing is said')
    .option('--sync', 'fetch the mirrors first')
    .option('--no-sync', 'read them as they are: what is done when nothing is said')
    .addOption(BASELINE)
    .addOption(BASELINE_REF)
    .addOption(WARN)
    .option(
      '--publish <branch>',
      `push history, report and badges to this branch, such as ${STATE_BRANCH}; not from a pull request`,
    )
    .option('--remote <url>', 'where to push it (default: the remote origin of the repository one stands in)')
    .option('--comment', 'keep a comment on the pull request: what is done when nothing is said')
    .option('--no-comment', 'write none')
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(NO_CACHE)
    .addOption(STORE)
    .addOption(QUIET)
    .addHelpText('after', NOTES)
    .action((names, options) => ci(world, names, given(options)));
}

interface CiOptions extends RunOptions, RuleOptions, BaselineOptions {
  readonly out?: string | undefined;
  readonly html?: boolean | undefined;
  readonly sync?: boolean | undefined;
  readonly publish?: string | undefined;
  readonly remote?: string | undefined;
  readonly comment?: boolean | undefined;
}

async function ci(world: World, names: readonly string[], options: CiOptions): Promise<void> {
  const configured = await readProjects(world, names, options);
  const { projects, pull } = await asPullRequest(world, configured);
  const judge = await readyToJudge(world, projects, options);
  const out = options.out ?? '.';
  const make = async () =>
    options.html
      ? (await trackIntoSite(world, projects, siteFolder(out), { ...options, ...HISTORY_OF_CONFIG })).report
      : withProgress(world, options, (trackOptions) => track(projects, trackOptions));
  const report = options.sync ? await syncThen(world, projects, options, make) : await make();
  const gate = judge?.(report) ?? null;
  const result = { report, gate };

  await writeResults(world, result, out);
  await tellGitHub(world, result);
  if (pull && options.comment !== false) await commentOnPullRequest(world, configured, pull, result, options);
  if (options.publish !== undefined && !pull) await publishReport(world, report, options.publish, options.remote);
  world.end(gate ? exitCodeOfGate(report, gate) : exitCodeOfReport(report));
}

/** The pages show the history that the config names. */
const HISTORY_OF_CONFIG = { stateBranch: STATE_BRANCH, upstreamAsOf: 'commit-date' } as const;

/** What a template leaves empty is not given: it passes every input on, whether somebody set it or not. */
function given<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== '')) as T;
}

const NOTES = `
Writes report.json, report.md and badges/, with --html the pages of \`landfall
report\` below report/, and with rules (see \`landfall check\`) gate.json, gate.xml
(JUnit) and gate.sarif. In GitHub Actions it also fills the job
summary and the step's outputs, annotates the run, and keeps one comment on a pull
request that touches the stack, with $GITHUB_TOKEN. On a pull request the projects
that carry patches on its base branch are read as the checkout has them.

Examples:
  $ landfall ci --sync
  $ landfall ci --out public --baseline-ref origin/landfall-state
  $ landfall ci --publish landfall-state

Exits as \`landfall check\` does when there are rules, else as \`landfall status\`.`;
