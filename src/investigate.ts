// One project from opened repositories to its report: stack, history, evidence, verdicts, delta.
import { projectReport } from './delta/project-report.js';
import { type Contents, readContents } from './downstream/branch.js';
import type { Progress } from './gather/context.js';
import { followRenames } from './gather/follow-renames.js';
import { type Gathered, gather } from './gather/gather.js';
import type { OpenedProject } from './gather/open-project.js';
import { wantedBlobs } from './gather/read-candidates.js';
import { askSubmissions } from './gather/ask-submissions.js';
import { findEvilMerges, readNet } from './gather/read-net.js';
import { type ReadStack, readStack } from './gather/read-stack.js';
import { beginsAtOne, listAhead, type WalkedStack, walkStack } from './gather/walk-stack.js';
import { openWorkspace, type Workspace } from './git/workspace.js';
import type { History } from './model/history.js';
import { type KnownCommits, NOTHING_KNOWN } from './model/known.js';
import type { ProjectReport } from './model/report.js';
import type { TrackOptions } from './track.js';
import type { OpenedUpstream } from './upstream/open.js';
import { readHistory } from './upstream/read-history.js';
import { labelReleases } from './upstream/releases.js';
import { decide, type Reasoning } from './verdict/decide.js';

/** Everything known of one project once it was tracked; its workspace is open as long as the caller of investigate works on it. */
export interface Investigation {
  readonly report: ProjectReport;
  readonly gathered: Gathered;
  readonly opened: OpenedProject;
  readonly read: ReadStack;
  /** For each patch, what the rules said, in their order. */
  readonly reasoning: readonly (readonly Reasoning[])[];
  readonly workspace: Workspace;
}

/** Investigates a project in a scratch workspace, which is gone afterwards. Throws LandfallError when git cannot read it. */
export async function investigate<T>(
  opened: OpenedProject,
  options: TrackOptions,
  use: (investigation: Investigation) => Promise<T>,
): Promise<T> {
  const { upstream, downstream } = opened;
  if (!upstream) throw new Error('upstream must be open to be investigated');
  const known = (await options.known?.(upstream.repository)) ?? NOTHING_KNOWN;
  const workspace = await openWorkspace([upstream.repository, ...downstream.repositories], options.signal);
  try {
    return await use(await examine(workspace, opened, upstream, known, options));
  } finally {
    await known.keep();
    await workspace.close();
  }
}

async function examine(
  workspace: Workspace,
  opened: OpenedProject,
  upstream: OpenedUpstream,
  known: KnownCommits,
  options: TrackOptions,
): Promise<Investigation> {
  const { project, downstream } = opened;
  const { settings } = project;
  const processes = settings.limits.processes || options.cores;
  const progress = (stage: string, done: number, total: number) =>
    options.progress?.(`${project.name}: ${stage}`, done, total);

  progress('looking for patches', 0, 0);
  const [walked, ahead] = await Promise.all([
    walkStack(workspace, upstream, downstream, settings.limits),
    listAhead(workspace, upstream, downstream),
  ]);
  const listed = ahead !== null && beginsAtOne(walked) ? ahead : undefined;
  // Upstream's history, and merging in memory, need only where the stacks begin: git reads all of it side by side.
  const told = (done: number, total: number) => progress('reading patches', done, total);
  const contents = readContents(workspace, walked.branches, walked.standIns, settings.limits, processes, told);
  const [read, history, net, evil] = await Promise.all([
    contents.then((found) => readStack(workspace, upstream, walked, found, settings.limits, processes)),
    readLabelled(workspace, upstream, walked, listed, contents, known, processes, progress),
    readNet(workspace, upstream.tip, walked),
    findEvilMerges(workspace, walked.commits, settings.limits.merges),
  ]);
  const gathered = await gather(workspace, project, read, history, known, upstream.tip, processes, progress);
  const asked = await askSubmissions(project, gathered, options, progress);
  const verdicts = asked.facts.map((facts) => decide(facts, settings.verdict));

  const report = projectReport({
    project,
    upstream,
    tipDate: read.tipDate,
    stack: read.stack,
    gathered,
    patches: verdicts.map((verdict) => verdict.report),
    net,
    notices: [...opened.notices, ...read.notices, ...evil, ...asked.notices],
    now: options.now,
  });
  const reasoning = verdicts.map((verdict) => verdict.reasoning);
  return { report, gathered: { ...gathered, facts: asked.facts }, opened, read, reasoning, workspace };
}

async function readLabelled(
  workspace: Workspace,
  upstream: OpenedUpstream,
  walked: WalkedStack,
  listed: readonly string[] | undefined,
  contents: Promise<Contents>,
  known: KnownCommits,
  processes: number,
  progress: Progress,
): Promise<History> {
  const range = { tip: upstream.tip, next: upstream.next, below: walked.below, cut: workspace.cut, listed };
  const wanted = contents.then(({ files }) => wantedBlobs(files.values()));
  const history = await readHistory(workspace, range, wanted, known.commits, processes, (done, total) =>
    progress('reading upstream history', done, total),
  );
  const labelled = await labelReleases(workspace, history, upstream.tags);
  return followRenames(workspace, labelled, upstream.tip, (await contents).files.values());
}
