// From the facts of replayed states to the points that the history keeps of them.
import { account } from './delta/account.js';
import type { DownstreamState } from './downstream/list-states.js';
import type { StateFacts } from './gather/facts-over-time.js';
import type { Gathered } from './gather/gather.js';
import type { WalkedStack } from './gather/walk-stack.js';
import type { DatedCommit } from './git/first-parents.js';
import type { Project } from './model/config.js';
import type { Facts } from './model/facts.js';
import type { DroppedPatch, HistoryPoint, RecordedPatch, StackChange } from './model/history-point.js';
import { isoDate } from './patch/iso-date.js';
import { subjectOf } from './patch/message.js';
import type { Mainline } from './search/mainline.js';
import { makePoint, recordPatches } from './trend/point-of.js';
import { decide } from './verdict/decide.js';

/** A state with where upstream stood then, and its stack as far as it is read for itself. */
export interface Stage {
  readonly state: DownstreamState;
  readonly upstream: DatedCommit;
  readonly walked: WalkedStack;
}

/** What a run gives to all points. */
export interface ReplayFrame {
  readonly version: string;
  readonly upstreamAsOf: HistoryPoint['upstreamAsOf'];
}

/** The points of all states, in their order. */
export function pointsOf(
  project: Project,
  gathered: Gathered,
  mainline: Mainline,
  stages: readonly Stage[],
  facts: readonly StateFacts[],
  { version, upstreamAsOf }: ReplayFrame,
): HistoryPoint[] {
  const { verdict } = project.settings;
  const report = (each: Facts) => decide(each, verdict).report;
  const landedOn = landingDates(gathered, mainline);
  const record = (each: readonly Facts[]) => recordPatches(each.map(report)).map((patch) => dated(patch, landedOn));
  const past = new PatchPast(record(gathered.facts));
  return stages.map((stage, at) => {
    const { carried = [], dropped = [] } = facts[at] ?? {};
    const gone = record(dropped).map((patch) => past.drop(patch));
    const patches = record(carried);
    past.carry(patches);
    return makePoint({
      tool: { name: 'landfall', version },
      project: project.name,
      source: 'replay',
      upstreamAsOf,
      ...stoodAt(stage),
      change: changeOf(stage.state, gathered),
      delta: account(
        carried.map((each) => ({ report: report(each), directories: [] })),
        stage.state.date,
      ),
      patches,
      dropped: gone,
    });
  });
}

/** What is known of patches beside the state they are in: the keys they had before, and what became of them since. */
class PatchPast {
  private readonly keys = new Map<string, string>();
  private readonly today: ReadonlyMap<string, RecordedPatch>;

  /** One patch may be on several bases: what became of it is what became of it on the newest. */
  constructor(today: readonly RecordedPatch[]) {
    this.today = new Map(today.map((patch) => [patch.id, patch]));
  }

  carry(patches: readonly RecordedPatch[]): void {
    for (const { id, key } of patches) this.keys.set(id, key);
  }

  drop(patch: RecordedPatch): DroppedPatch {
    const { status, landing } = this.today.get(patch.id) ?? patch;
    return { ...patch, key: this.keys.get(patch.id) ?? patch.key, later: { status, landing } };
  }
}

/** The day of a state, and where both sides stood on it. */
function stoodAt({ state, upstream, walked }: Stage): Pick<HistoryPoint, 'date' | 'upstream' | 'downstream'> {
  return {
    date: isoDate(state.date),
    upstream: { oid: upstream.oid, date: isoDate(upstream.date) },
    downstream: walked.asked.map(({ ref, base, state: tip }) => ({ branch: ref, tip, base })),
  };
}

/** Whole ids, and prefixes that stand for one commit in histories of any size. */
const COMMIT_ID = /\b[0-9a-f]{12,64}\b/g;

function changeOf({ commit }: DownstreamState, { context }: Gathered): StackChange {
  const { history, resolve } = context;
  const named = [...commit.message.matchAll(COMMIT_ID)].flatMap(([id]) => resolve(id) ?? []);
  const cites = [...new Set(named)].flatMap((place) => history.commits[place]?.oid ?? []);
  return { oid: commit.oid, by: commit.committer.name, subject: subjectOf(commit.message), cites };
}

/** When each upstream commit came into the default branch: a merge may take in what was written long before. */
function landingDates({ context }: Gathered, { states, entry }: Mainline): (oid: string) => string | null {
  const { commits, byOid } = context.history;
  return (oid) => {
    const state = commits[states[entry[byOid.get(oid) ?? -1] ?? -1] ?? -1];
    return state ? isoDate(state.commitDate) : null;
  };
}

function dated(patch: RecordedPatch, landedOn: (oid: string) => string | null): RecordedPatch {
  if (patch.landing === null) return patch;
  const dates = patch.landing.commits.flatMap((oid) => landedOn(oid) ?? []).sort();
  return { ...patch, landing: { ...patch.landing, date: dates.at(-1) ?? patch.landing.date } };
}
