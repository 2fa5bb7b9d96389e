// One project over time: the states of its downstream, each judged against the upstream of its day, as points of a history.
import { readContents } from './downstream/branch.js';
import { listStates } from './downstream/list-states.js';
import { LandfallError } from './errors.js';
import type { Progress } from './gather/context.js';
import { factsOverTime, type StateFacts, type StateOfStack } from './gather/facts-over-time.js';
import { followRenames } from './gather/follow-renames.js';
import { type Gathered, gather } from './gather/gather.js';
import { joinStacks } from './gather/join-stacks.js';
import { type OpenedProject, openProject } from './gather/open-project.js';
import { wantedBlobs } from './gather/read-candidates.js';
import { readStack, walkStack } from './gather/read-stack.js';
import { listFirstParents } from './git/first-parents.js';
import { openWorkspace, type Workspace } from './git/workspace.js';
import type { HistoryPoint } from './model/history-point.js';
import { NOTHING_KNOWN } from './model/known.js';
import type { Notice } from './model/notice.js';
import { mainlineOf } from './search/mainline.js';
import { pointsOf, type Stage } from './replay-points.js';
import { reasonToStop, type Tracked, type TrackOptions } from './track.js';
import type { OpenedUpstream } from './upstream/open.js';
import { readHistory } from './upstream/read-history.js';

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
  const stopped = reasonToStop(opened);
  const { upstream, downstream } = opened;
  if (stopped || !upstream) {
    const { code, message, hint } = stopped ?? { code: 'upstream.none', message: 'no upstream', hint: null };
    throw new LandfallError('world', code, `${tracked.project.name}: ${message}`, hint);
  }
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
  const progress = (stage: string, done: number, total: number) =>
    options.progress?.(`${project.name}: ${stage}`, done, total);
  const stages = await readStages(workspace, opened, upstream, options, progress);
  if (stages.length === 0) return { points: [], notices: [...told, noStates(options)] };
  const gathered = await readAll(workspace, opened, upstream, stages, options, progress);
  const mainline = mainlineOf(gathered.context.history);
  const states = statesOf(gathered, stages);
  progress('judging states', 0, states.length);
  const facts =
    options.upstreamAsOf === 'today'
      ? states.map((state) => factsOfToday(gathered, state))
      : await factsOverTime(gathered, mainline, states);
  const points = pointsOf(project, gathered, mainline, stages, facts, options);
  return { points, notices: [...told, ...noticesOf(stages)] };
}

/** The states, each with its patches placed on their base; those older than upstream's history are left out. */
async function readStages(
  workspace: Workspace,
  { project, downstream }: OpenedProject,
  upstream: OpenedUpstream,
  { since, upstreamAsOf }: ReplayOptions,
  progress: Progress,
): Promise<Stage[]> {
  const { limits } = project.settings;
  const [states, line] = await Promise.all([
    listStates(workspace, downstream, upstream.tip, since.getTime() / 1000),
    listFirstParents(workspace, upstream.tip),
  ]);
  if (states.length > limits.states) throw tooMany(states.length, limits.states);
  const stages: Stage[] = [];
  for (const [at, state] of states.entries()) {
    progress('reading states', at, states.length);
    const then = upstreamAsOf === 'today' ? line[0] : line.find(({ date }) => date <= state.date);
    // Of days before upstream's history begins nothing can be said.
    if (!then) continue;
    const walked = await walkStack(workspace, { ...upstream, tip: then.oid }, state.chosen, limits);
    stages.push({ state, upstream: then, walked });
  }
  return stages;
}

/** One pass over upstream for the patches of all states. */
async function readAll(
  workspace: Workspace,
  { project }: OpenedProject,
  upstream: OpenedUpstream,
  stages: readonly Stage[],
  options: ReplayOptions,
  progress: Progress,
): Promise<Gathered> {
  const { settings } = project;
  const processes = settings.limits.processes || options.cores;
  const joined = joinStacks(stages.map(({ walked }) => walked));
  const known = (await options.known?.(upstream.repository)) ?? NOTHING_KNOWN;
  const contents = readContents(
    workspace,
    joined.branches,
    joined.standIns,
    settings.limits,
    processes,
    (done, total) => progress('reading patches', done, total),
  );
  // What next refs held in the past is not known.
  const range = { tip: upstream.tip, next: [], below: joined.below, cut: workspace.cut };
  const wanted = contents.then(({ files }) => wantedBlobs(files.values()));
  const [read, history] = await Promise.all([
    contents.then((found) => readStack(workspace, upstream, joined, found, settings.limits, processes)),
    readHistory(workspace, range, wanted, known.commits, processes, (done, total) =>
      progress('reading upstream history', done, total),
    ),
  ]);
  const followed = await followRenames(workspace, history, upstream.tip, (await contents).files.values());
  const gathered = await gather(workspace, project, read, followed, known, upstream.tip, processes, progress);
  await known.keep();
  return gathered;
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
function noticesOf(stages: readonly Stage[]): Notice[] {
  const all = stages.flatMap(({ walked }) => walked.setNotices);
  return [...new Map(all.map((notice) => [notice.message, notice])).values()];
}
