// From one state of a stack to the next: which patches stayed, were rewritten, came, went, and what had become of those.
import type { DroppedPatch, HistoryPoint, RecordedPatch } from '../model/history-point.js';
import type { Drop, Fate, NamedPatch, Step } from '../model/trend.js';
import type { Status } from '../model/status.js';

/** The pairs of two states, and what is left over on either side. */
export interface Followed {
  readonly same: readonly (readonly [RecordedPatch, RecordedPatch])[];
  readonly rewritten: readonly (readonly [RecordedPatch, RecordedPatch])[];
  readonly gone: readonly RecordedPatch[];
  readonly come: readonly RecordedPatch[];
}

/** Pairs the patches of two states: by name and by content (a rebase, another name) they are the same, by key alone rewritten. */
export function follow(before: readonly RecordedPatch[], after: readonly RecordedPatch[]): Followed {
  const byId = pair(before, after, ({ id }) => id);
  const byContent = pair(byId.gone, byId.come, ({ patchId }) => patchId);
  const byKey = pair(byContent.gone, byContent.come, ({ key }) => key);
  return { same: [...byId.pairs, ...byContent.pairs], rewritten: byKey.pairs, gone: byKey.gone, come: byKey.come };
}

/** Fewer patches than this may all be replaced in the ordinary course of work. */
const RESET_LEAST = 3;

/** What happened between two points; `known` holds the keys of every patch carried before them. */
export function stepBetween(before: HistoryPoint, after: HistoryPoint, known: ReadonlySet<string>): Step {
  const { same, rewritten, gone, come } = follow(before.patches, after.patches);
  const reset = gone.length >= RESET_LEAST && same.length + rewritten.length === 0;
  const replayed = new Map(after.dropped.map((patch) => [patch.key, patch]));
  return {
    date: after.date,
    change: after.change,
    reset,
    dropped: gone.map((patch) => dropOf(patch, replayed.get(patch.key) ?? null, reset, before, after)),
    landed: [...same, ...rewritten]
      .filter(([one, other]) => !isLanded(one) && isLanded(other))
      .map(([, patch]) => named(patch)),
    rewritten: rewritten.map(([, patch]) => named(patch)),
    added: come.filter(({ key }) => !known.has(key)).map(named),
    returned: come.filter(({ key }) => known.has(key)).map(named),
  };
}

/** Statuses of a patch that upstream has. */
const LANDED: readonly Status[] = ['landed', 'absorbed'];
function isLanded({ status }: Pick<RecordedPatch, 'status'>): boolean {
  return LANDED.includes(status);
}

/** Statuses from which nothing certain follows for a patch that is gone. */
const UNCERTAIN: readonly Status[] = ['partial', 'superseded', 'queued', 'ambiguous'];

/** A replay looked at the patch as of the day it was dropped, and again as of its own; a record saw it last before that. */
function dropOf(
  patch: RecordedPatch,
  replayed: DroppedPatch | null,
  reset: boolean,
  before: HistoryPoint,
  after: HistoryPoint,
): Drop {
  const then = replayed ?? patch;
  const later = replayed?.later ?? null;
  const seen = fateOf(then.status, later?.status ?? null, reset);
  const isSaid = seen === 'lost' && (after.change?.cites.length ?? 0) > 0;
  const fate = isSaid ? 'declared' : seen;
  const { landing } = fate === 'before-landing' && later ? later : then;
  return { ...named(patch), fate, landing, judged: replayed ? after.date : before.date };
}

function fateOf(then: Status, later: Status | null, reset: boolean): Fate {
  if (LANDED.includes(then)) return 'after-landing';
  if (then === 'noise' || then === 'local') return then;
  if (later !== null && LANDED.includes(later)) return 'before-landing';
  if (UNCERTAIN.includes(then)) return 'uncertain';
  return reset ? 'reset' : 'lost';
}

function named({ id, subject }: RecordedPatch): NamedPatch {
  return { id, subject };
}

/** Pairs those of one name, in their order; null names nothing. */
function pair(
  before: readonly RecordedPatch[],
  after: readonly RecordedPatch[],
  nameOf: (patch: RecordedPatch) => string | null,
): { pairs: (readonly [RecordedPatch, RecordedPatch])[]; gone: RecordedPatch[]; come: RecordedPatch[] } {
  const waiting = new Map<string, RecordedPatch[]>();
  for (const patch of before) {
    const name = nameOf(patch);
    if (name !== null) waiting.set(name, [...(waiting.get(name) ?? []), patch]);
  }
  const pairs: (readonly [RecordedPatch, RecordedPatch])[] = [];
  const paired = new Set<RecordedPatch>();
  for (const patch of after) {
    const earlier = waiting.get(nameOf(patch) ?? '')?.shift();
    if (!earlier) continue;
    pairs.push([earlier, patch]);
    paired.add(earlier).add(patch);
  }
  const isLeft = (patch: RecordedPatch) => !paired.has(patch);
  return { pairs, gone: before.filter(isLeft), come: after.filter(isLeft) };
}
