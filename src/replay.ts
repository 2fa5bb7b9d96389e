// One project over time: the states of its downstream, each judged against the upstream of its day, as points of a history.
import { type Contents, readContents } from './downstream/branch.js';
import { type DownstreamState, listStates } from './downstream/list-states.js';
import { LandfallError } from './errors.js';
import { type Progress, progressOf } from './gather/context.js';
import { factsOverTime, type StateFacts, type StateOfStack } from './gather/facts-over-time.js';
import { type Gathered, gather } from './gather/gather.js';
import { joinStacks } from './gather/join-stacks.js';
import { type OpenedProject, openProject } from './gather/open-project.js';
import { readStack } from './gather/read-stack.js';
import { readTipTree } from './gather/tip-tree.js';
import { readUpstream } from './gather/read-upstream.js';
import { walkStates } from './gather/walk-stack.js';
import { listFirstParents } from './git/first-parents.js';
import { openWorkspace, type Workspace } from './git/workspace.js';
import type { HistoryPoint } from './model/history-point.js';
import { NOTHING_ANSWERED } from './model/answers.js';
import { NOTHING_KNOWN } from './model/known.js';
import type { Notice } from './model/notice.js';
import { shortId } from './model/short-id.js';
import { isoDay } from './patch/iso-date.js';
import { mainlineOf } from './search/mainline.js';
import { pointsOf, type Stage } from './replay-points.js';
import { type Tracked, type TrackOptions, upstreamToRead } from './track.js';
import type { OpenedUpstream } from './upstream/open.js';

/** From when on (`since`), with which upstream, and how many states are too many. */
export interface ReplayOptions extends TrackOptions {
  readonly since: Date;
  readonly upstreamAsOf: HistoryPoint['upstreamAsOf'];
}

/** Points of all states, oldest first, and what could not be read. */
export interface Replayed {
  readonly points: readonly HistoryPoint[];
  readonly notices: readonly Notice[];
}

/**
 * Replays a project: upstream is read once, and matched once against all patches that any state carries. Throws
 * LandfallError when there is nothing to read, or more states than `limits.states`.
 */
export async function replay(tracked: Tracked, options: ReplayOptions): Promise<Replayed> {
  const opened = await openProject(tracked.project);
  const upstream = upstreamToRead(opened);
  const { downstream } = opened;
  const workspace = await openWorkspace([upstream.repository, ...downstream.repositories], options.signal);
  try {
    return await replayIn(workspace, opened, upstream, [...tracked.notices, ...opened.notices], options);
  } finally {
    await workspace.close();
  }
}

async function replayIn(
  workspace: Workspace,
  opened: OpenedProject,
  upstream: OpenedUpstream,
  told: readonly Notice[],
  options: ReplayOptions,
): Promise<Replayed> {
  const { project } = opened;
  const progress = progressOf(project.name, options.progress);
  const found = await readStages(workspace, opened, upstream, options, progress);
  if (found.stages.length === 0) return { points: [], notices: [...told, ...found.notices, noStates(options)] };
  const { gathered, stages, notices } = await readAll(workspace, opened, upstream, found.stages, options);
  const mainline = mainlineOf(gathered.context.history);
  const states = statesOf(gathered, stages);
  progress('judging states', 0, states.length);
  const facts =
    options.upstreamAsOf === 'today'
      ? states.map((state) => factsOfToday(gathered, state))
      : await factsOverTime(gathered, mainline, states);
  const points = pointsOf(project, gathered, mainline, stages, facts, options);
  return { points, notices: eachOnce([...told, ...found.notices, ...notices]) };
}

/** Stages that can be judged, and what is said of them and of those that cannot: a gap is no progress. */
interface Stages {
  readonly stages: readonly Stage[];
  readonly notices: readonly Notice[];
}

/** The states, each with its patches placed on their base; those older than upstream's history are left out. */
async function readStages(
  workspace: Workspace,
  { project, downstream }: OpenedProject,
  upstream: OpenedUpstream,
  { since, upstreamAsOf }: ReplayOptions,
  progress: Progress,
): Promise<Stages> {
  const { limits } = project.settings;
  const [states, line] = await Promise.all([
    listStates(workspace, downstream, upstream.tip, since.getTime() / 1000),
    listFirstParents(workspace, upstream.tip),
  ]);
  if (states.length > limits.states) throw tooMany(states.length, limits.states);
  // Of days before upstream's history begins nothing can be said.
  const dated = states.flatMap((state) => {
    const then = upstreamAsOf === 'today' ? line[0] : line.find(({ date }) => date <= state.date);
    return then ? [{ state, upstream: then }] : [];
  });
  const asked = dated.map(({ state, upstream: { oid } }) => ({ chosen: state.chosen, tip: oid }));
  const read = await walkStates(workspace, upstream, asked, limits, (done) =>
    progress('reading states', done, asked.length),
  );
  const stages: Stage[] = [];
  const notices: Notice[] = [];
  for (const [at, { state, upstream: then }] of dated.entries()) {
    const walked = read[at];
    if (walked === undefined) continue;
    const failed =
      walked instanceof LandfallError ? walked : walked.setNotices.find(({ severity }) => severity === 'error');
    if (failed) notices.push(gap(state, failed.message));
    else if (!(walked instanceof LandfallError)) stages.push({ state, upstream: then, walked });
    if (!(walked instanceof LandfallError)) notices.push(...walked.setNotices);
  }
  return { stages, notices };
}

/** One pass over upstream for the patches of all states. */
async function readAll(
  workspace: Workspace,
  { project }: OpenedProject,
  upstream: OpenedUpstream,
  all: readonly Stage[],
  options: ReplayOptions,
): Promise<Stages & { gathered: Gathered }> {
  const { limits } = project.settings;
  const processes = limits.processes || options.cores;
  const joined = joinStacks(all.map(({ walked }) => walked));
  const known = (await options.known?.(upstream.repository)) ?? NOTHING_KNOWN;
  const answers = NOTHING_ANSWERED;
  const progress = progressOf(project.name, options.progress);
  const indexedSince = (await options.indexedSince?.(project)) ?? null;
  const means = { workspace, settings: project.settings, processes, progress, known, answers, indexedSince };
  const told = (done: number, total: number) => progress('reading patches', done, total);
  const contents = readContents(means, joined.branches, joined.standIns, told);
  const tree = readTipTree(workspace, upstream.tip);
  // What next refs held in the past is not known, and releases are not asked for.
  const asOf = { tip: upstream.tip, next: [], tags: [] };
  const [{ stages, notices, read }, history] = await Promise.all([
    contents.then(async (found) => {
      const whole = withoutGaps(all, found);
      const stack = joinStacks(whole.stages.map(({ walked }) => walked));
      return { ...whole, read: await readStack(means, upstream, stack, found) };
    }),
    readUpstream({ ...means, upstream: asOf, below: joined.below, contents, tree }),
  ]);
  const gathered = await gather(means, project.annotations, read, { history, earlier: null }, await tree);
  await known.keep();
  return { gathered, stages, notices };
}

/** The stages of which every commit could be read. */
function withoutGaps(all: readonly Stage[], { unreadable }: Contents): Stages {
  const missing = ({ walked }: Stage) =>
    walked.branches.flatMap(({ commits }) => commits).find(({ oid }) => unreadable.has(oid));
  const notices = all.flatMap((stage) => {
    const commit = missing(stage);
    return commit ? [gap(stage.state, `the content of ${shortId(commit.oid)} could not be read`)] : [];
  });
  return { stages: all.filter((stage) => missing(stage) === undefined), notices };
}

function gap({ commit, date }: DownstreamState, why: string): Notice {
  return {
    code: 'replay.gap',
    severity: 'warning',
    message: `${shortId(commit.oid)} of ${isoDay(date)} is no point: ${why}`,
    hint: 'fetch what is missing, or correct what cannot be read, and replay again',
  };
}

/** What each state carries, and what it lacks of the state before. A patch that is put on another base is the same patch. */
function statesOf({ context }: Gathered, stages: readonly Stage[]): StateOfStack[] {
  const { patches, branches } = context.stack;
  const idOf = (place: number) => patches[place]?.id ?? '';
  let first = 0;
  let before: readonly number[] = [];
  return stages.map(({ upstream, walked }) => {
    const own = branches.slice(first, first + walked.branches.length);
    first += walked.branches.length;
    const carried = [...new Set(own.flatMap((branch) => branch.patches))];
    const ids = new Set(carried.map(idOf));
    const dropped = before.filter((place) => !ids.has(idOf(place)));
    before = carried;
    return { tip: upstream.oid, branches: own, carried, dropped };
  });
}

function factsOfToday({ facts }: Gathered, { carried, dropped }: StateOfStack): StateFacts {
  const pick = (places: readonly number[]) => places.flatMap((place) => facts[place] ?? []);
  return { carried: pick(carried), dropped: pick(dropped) };
}

function tooMany(found: number, most: number): LandfallError {
  const says = `there are ${found} states to replay, more than limits.states (${most})`;
  return new LandfallError('usage', 'replay.too-many', says, 'begin later with --since, or raise the limit');
}

function noStates({ since }: ReplayOptions): Notice {
  const message = `the downstream has no state since ${since.toISOString()} for which upstream's history is there`;
  return { code: 'replay.no-states', severity: 'warning', message, hint: 'begin earlier with --since' };
}

/** Each notice once, however many states give it. */
function eachOnce(all: readonly Notice[]): Notice[] {
  return [...new Map(all.map((notice) => [notice.message, notice])).values()];
}
