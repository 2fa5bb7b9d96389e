// One project from opened repositories to its report: stack, history, evidence, verdicts, delta.
import { projectReport } from './delta/project-report.js';
import type { Progress } from './gather/context.js';
import { type Gathered, gather } from './gather/gather.js';
import type { OpenedProject } from './gather/open-project.js';
import { wantedBlobs } from './gather/read-candidates.js';
import { findEvilMerges, readNet } from './gather/read-net.js';
import { type ReadStack, readStack } from './gather/read-stack.js';
import { openWorkspace, type Workspace } from './git/workspace.js';
import type { Notice } from './model/notice.js';
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
  /** For each patch, what the rules said, in their order. */
  readonly reasoning: readonly (readonly Reasoning[])[];
  readonly workspace: Workspace;
}

/** Investigates a project in a scratch workspace, which is gone afterwards. Throws LandfallError when git cannot read it. */
export async function investigate<T>(
  opened: OpenedProject,
  told: readonly Notice[],
  options: TrackOptions,
  use: (investigation: Investigation) => Promise<T>,
): Promise<T> {
  const { upstream, downstream } = opened;
  if (!upstream) throw new Error('upstream must be open to be investigated');
  const workspace = await openWorkspace([upstream.repository, ...downstream.repositories], options.signal);
  try {
    return await use(await examine(workspace, opened, upstream, [...told, ...opened.notices], options));
  } finally {
    await workspace.close();
  }
}

async function examine(
  workspace: Workspace,
  opened: OpenedProject,
  upstream: OpenedUpstream,
  notices: readonly Notice[],
  options: TrackOptions,
): Promise<Investigation> {
  const { project, downstream } = opened;
  const { settings } = project;
  const processes = settings.limits.processes || options.cores;
  const progress = (stage: string, done: number, total: number) =>
    options.progress?.(`${project.name}: ${stage}`, done, total);

  progress('reading patches', 0, 0);
  const read = await readStack(workspace, upstream, downstream, settings.limits, processes);
  progress('reading upstream history', 0, 0);
  // Merging in memory needs nothing of upstream's history but the tip: git does it while that is read.
  const [gathered, net, evil] = await Promise.all([
    readEvidence(workspace, opened, upstream, read, processes, progress),
    readNet(workspace, upstream.tip, read.stack.branches),
    findEvilMerges(workspace, read.commits, settings.limits.merges),
  ]);
  const verdicts = gathered.facts.map((facts) => decide(facts, settings.verdict));

  const patches = verdicts.map((verdict) => verdict.report);
  const report = projectReport({
    project,
    upstream,
    tipDate: read.tipDate,
    stack: read.stack,
    gathered,
    patches,
    net,
    notices: [...notices, ...read.notices, ...evil],
    now: options.now,
  });
  return { report, gathered, reasoning: verdicts.map((verdict) => verdict.reasoning), workspace };
}

async function readEvidence(
  workspace: Workspace,
  { project }: OpenedProject,
  upstream: OpenedUpstream,
  read: ReadStack,
  processes: number,
  progress: Progress,
): Promise<Gathered> {
  const range = { tip: upstream.tip, next: upstream.next, below: read.below, cut: workspace.cut };
  const history = await readHistory(workspace, range, wantedBlobs(read.stack.patches), processes);
  const labelled = await labelReleases(workspace, history, upstream.tags);
  return gather(workspace, project, read, labelled, upstream.tip, processes, progress);
}
