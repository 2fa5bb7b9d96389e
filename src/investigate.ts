// One project from opened repositories to its report: stack, history, evidence, verdicts, delta.
import { projectReport } from './delta/project-report.js';
import { type Contents, readContents } from './downstream/branch.js';
import type { Progress } from './gather/context.js';
import { followRenames } from './gather/follow-renames.js';
import { type Gathered, gather } from './gather/gather.js';
import type { OpenedProject } from './gather/open-project.js';
import { keepEvidence } from './gather/keep-evidence.js';
import { isPastSearched, isStillSettled, type Recalled, recall, walkAgain } from './gather/recall.js';
import { wantedBlobs } from './gather/read-candidates.js';
import { askSubmissions } from './gather/ask-submissions.js';
import { findEvilMerges, readNet } from './gather/read-net.js';
import { type ReadStack, readStack } from './gather/read-stack.js';
import { beginsAtOne, listAhead, type WalkedStack, walkStack } from './gather/walk-stack.js';
import { openWorkspace, type Workspace } from './git/workspace.js';
import type { History } from './model/history.js';
import type { KeptEvidence } from './model/kept.js';
import { addingTo, type KnownCommits, NOTHING_KNOWN } from './model/known.js';
import type { ProjectReport } from './model/report.js';
import type { LimitSettings } from './model/settings.js';
import type { TrackOptions } from './track.js';
import type { OpenedUpstream } from './upstream/open.js';
import { readHistory } from './upstream/read-history.js';
import { labelLaterReleases, labelReleases } from './upstream/releases.js';
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
  // What became of patches that were sent is looked up in all of upstream's history.
  const shelf = project.submissions.length === 0 ? options.evidence?.(opened) : undefined;
  const recalled = shelf ? await recall(workspace, upstream, shelf.read) : null;
  const again =
    shelf && recalled
      ? await walkAgain(workspace, upstream, downstream, settings.limits, recalled, shelf.stackOf)
      : null;
  const { walked, listed } = again
    ? { walked: again, listed: undefined }
    : await walkAndList(workspace, upstream, downstream, settings.limits);
  // Upstream's history, and merging in memory, need only where the stacks begin: git reads all of it side by side.
  const told = (done: number, total: number) => progress('reading patches', done, total);
  const contents = readContents(workspace, walked.branches, walked.standIns, settings.limits, processes, told);
  const source: HistorySource = { workspace, upstream, walked, listed, contents, known, processes, progress };
  const merging = Promise.all([
    readNet(workspace, upstream.tip, walked),
    findEvilMerges(workspace, walked.commits, settings.limits.merges),
  ]);
  // Awaited where its answer is needed: until then its failure is nobody's.
  merging.catch(() => undefined);
  const [read, { history, earlier }] = await Promise.all([
    contents.then((found) => readStack(workspace, upstream, walked, found, settings.limits, processes)),
    readWhatIsNew(source, again ? recalled : null),
  ]);
  const { tip, tags } = upstream;
  const learnt = earlier ? addingTo(known) : known;
  const gathered = await gather(workspace, project, read, history, learnt, tip, processes, progress, earlier);
  const asked = await askSubmissions(project, gathered, options, progress);
  const [net, evil] = await merging;
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
  if (upstream.next.length === 0 && history.unreadable.size === 0)
    await shelf?.write(keepEvidence(gathered, shelf.stackOf(walked), walked, tip, tags), report);
  const reasoning = verdicts.map((verdict) => verdict.reasoning);
  return { report, gathered: { ...gathered, facts: asked.facts }, opened, read, reasoning, workspace };
}

/** Walks the stack while upstream is listed from where it begins, should all of it begin at one place. */
async function walkAndList(
  workspace: Workspace,
  upstream: OpenedUpstream,
  downstream: OpenedProject['downstream'],
  limits: LimitSettings,
): Promise<{ readonly walked: WalkedStack; readonly listed: readonly string[] | undefined }> {
  const [walked, ahead] = await Promise.all([
    walkStack(workspace, upstream, downstream, limits),
    listAhead(workspace, upstream, downstream),
  ]);
  return { walked, listed: ahead !== null && beginsAtOne(walked) ? ahead : undefined };
}

/** What reading upstream's history needs. */
interface HistorySource {
  readonly workspace: Workspace;
  readonly upstream: OpenedUpstream;
  readonly walked: WalkedStack;
  /** The commits to read, where they were listed already. */
  readonly listed: readonly string[] | undefined;
  readonly contents: Promise<Contents>;
  readonly known: KnownCommits;
  readonly processes: number;
  readonly progress: Progress;
}

/** Upstream's commits since the evidence of an earlier run was gathered, with that; all of them where there is none to go on from. */
async function readWhatIsNew(
  source: HistorySource,
  recalled: Recalled | null,
): Promise<{ readonly history: History; readonly earlier: KeptEvidence | null }> {
  if (recalled) {
    const { kept, news } = recalled;
    const history = await readLabelled({ ...source, known: addingTo(source.known), listed: news }, kept);
    if (isStillSettled(history, kept) && isPastSearched(history, kept)) return { history, earlier: kept };
  }
  return { history: await readLabelled(source, null), earlier: null };
}

async function readLabelled(source: HistorySource, earlier: KeptEvidence | null): Promise<History> {
  const { workspace, upstream, walked, listed, contents, known, processes, progress } = source;
  const { tip, next, tags } = upstream;
  const whole = { tip, next, below: walked.below, cut: workspace.cut, listed };
  const range = earlier ? { ...whole, below: [earlier.tip] } : whole;
  const wanted = contents.then(({ files }) => wantedBlobs(files.values()));
  const told = (done: number, total: number) => progress('reading upstream history', done, total);
  const history = await readHistory(workspace, range, wanted, known.commits, processes, told, earlier ?? undefined);
  const labelled = earlier
    ? await labelLaterReleases(workspace, history, tags, earlier)
    : await labelReleases(workspace, history, tags);
  return followRenames(workspace, labelled, tip, (await contents).files.values());
}
