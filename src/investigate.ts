// One project from opened repositories to its report: stack, history, evidence, verdicts, delta.
import { projectReport } from './delta/project-report.js';
import { readContents } from './downstream/branch.js';
import { type Means, type Progress, progressOf } from './gather/context.js';
import { type Gathered, gather } from './gather/gather.js';
import type { OpenedProject } from './gather/open-project.js';
import { keepEvidence } from './gather/keep-evidence.js';
import { type Recalled, recall, walkAgain } from './gather/recall.js';
import { askSubmissions } from './gather/ask-submissions.js';
import { type BranchMerges, mergeLater } from './gather/merge-later.js';
import { kinshipOf } from './search/kinship.js';
import { readTipTree } from './gather/tip-tree.js';
import { readWhatIsNew } from './gather/read-upstream.js';
import { type ReadStack, readStack } from './gather/read-stack.js';
import { beginsAtOne, listAhead, type WalkedStack, walkStack } from './gather/walk-stack.js';
import type { DatedCommits } from './git/commits.js';
import { openWorkspace, type Workspace } from './git/workspace.js';
import { NOTHING_ANSWERED } from './model/answers.js';
import { addingTo, NOTHING_KNOWN } from './model/known.js';
import type { ProjectReport } from './model/report.js';
import type { LimitSettings } from './model/settings.js';
import type { EvidenceShelf, TrackOptions } from './track.js';
import type { OpenedUpstream } from './upstream/open.js';
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
  const answers = (await options.answers?.(opened.project)) ?? NOTHING_ANSWERED;
  const workspace = await openWorkspace([upstream.repository, ...downstream.repositories], options.signal);
  try {
    const examined = await examine(workspace, opened, upstream, { known, answers }, options);
    // What is asked of another tip now and then must not take the place of what each run asks.
    if (options.onto === undefined) await answers.keep();
    return await use(examined);
  } finally {
    await known.keep();
    await workspace.close();
  }
}

async function examine(
  workspace: Workspace,
  opened: OpenedProject,
  upstream: OpenedUpstream,
  earlierRuns: Pick<Means, 'known' | 'answers'>,
  options: TrackOptions,
): Promise<Investigation> {
  const { project } = opened;
  const { settings } = project;
  const processes = settings.limits.processes || options.cores;
  const progress = progressOf(project.name, options.progress);
  const indexedSince = (await options.indexedSince?.(project)) ?? null;
  const means = { workspace, settings, processes, progress, ...earlierRuns, indexedSince };
  progress('looking for patches', 0, 0);
  const { walked, listed, recalled, shelf } = await begin(workspace, opened, upstream, options);
  const tree = readTipTree(workspace, upstream.tip);
  // Upstream's history needs only where the stacks begin: git reads both side by side.
  const told = (done: number, total: number) => progress('reading patches', done, total);
  const contents = readContents(means, walked.branches, walked.standIns, told);
  const merges = mergeLater(means, tree, walked);
  const { below } = walked;
  const [read, since] = await Promise.all([
    contents.then((found) => readStack(means, upstream, walked, found)),
    readWhatIsNew({ ...means, upstream, below, listed, contents, tree, idle: merges.begin }, recalled),
  ]);
  const { history } = since;
  merges.tellMoves(kinshipOf(history).paths);
  const learnt = { ...means, known: since.earlier ? addingTo(means.known) : means.known };
  const gathered = await gather(learnt, project.annotations, read, since, await tree);
  const examined = { workspace, opened, upstream, read, gathered, ...(await merges.merged) };
  const investigation = await judge(examined, options, progress);
  const { tip, tags } = upstream;
  if (upstream.next.length === 0 && history.unreadable.size === 0)
    await shelf?.write(keepEvidence(gathered, shelf.stackOf(walked), walked, tip, tags), investigation.report);
  return investigation;
}

/** All that git had to say. */
interface Examined extends Omit<Investigation, 'report' | 'reasoning'>, BranchMerges {
  readonly upstream: OpenedUpstream;
}

/** Asks what became of what was sent, and makes the verdicts and the report. */
async function judge(
  { workspace, opened, upstream, read, gathered, net, evil }: Examined,
  options: TrackOptions,
  progress: Progress,
): Promise<Investigation> {
  const { project } = opened;
  const asked = await askSubmissions(project, gathered, options, progress);
  const verdicts = asked.facts.map((facts) => decide(facts, project.settings.verdict));
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

/** The walked stack, and the evidence of an earlier run where there is any to go on from. */
async function begin(
  workspace: Workspace,
  opened: OpenedProject,
  upstream: OpenedUpstream,
  options: TrackOptions,
): Promise<Begun> {
  const { project, downstream } = opened;
  const { limits } = project.settings;
  // What became of patches that were sent is looked up in all of upstream's history.
  const shelf = project.submissions.length === 0 ? options.evidence?.(opened) : undefined;
  const recalled = shelf ? await recall(workspace, upstream, shelf.read) : null;
  const again =
    shelf && recalled ? await walkAgain(workspace, upstream, downstream, limits, recalled, shelf.stackOf) : null;
  return again
    ? { walked: again, listed: undefined, recalled, shelf }
    : { ...(await walkAndList(workspace, upstream, downstream, limits)), recalled: null, shelf };
}

/** The stack, and the upstream commits that were listed while it was walked. */
interface Walked {
  readonly walked: WalkedStack;
  readonly listed: DatedCommits | undefined;
}

interface Begun extends Walked {
  readonly recalled: Recalled | null;
  readonly shelf: EvidenceShelf | undefined;
}

/** Walks the stack while upstream is listed from where it begins, should all of it begin at one place. */
async function walkAndList(
  workspace: Workspace,
  upstream: OpenedUpstream,
  downstream: OpenedProject['downstream'],
  limits: LimitSettings,
): Promise<Walked> {
  const [walked, ahead] = await Promise.all([
    walkStack(workspace, upstream, downstream, limits),
    listAhead(workspace, upstream, downstream),
  ]);
  return { walked, listed: ahead !== null && beginsAtOne(walked) ? ahead : undefined };
}
