// One patch in depth: the same investigation as for a report, then its best candidates line by line.
import { LandfallError } from './errors.js';
import { besideEach } from './gather/beside-each.js';
import { compareInDepth } from './gather/compare-in-depth.js';
import type { Investigation } from './investigate.js';
import type { PatchInDepth } from './model/beside.js';
import type { Explanation } from './model/explanation.js';
import type { Patch } from './model/patch.js';
import type { PatchReport } from './model/report.js';
import { type Tracked, type TrackOptions, trackInDepth } from './track.js';

/** Fewer hex digits than this name too many commits to be meant as an id. */
const LEAST_DIGITS = 4;
/** Patches that a message about an unclear name lists. */
const MOST_LISTED = 8;

/** Every patch of an investigation with what its page shows, in the order of the stack; each may be let go before the next. */
export async function* explainEach(investigation: Investigation): AsyncGenerator<PatchInDepth> {
  const { gathered, report, reasoning } = investigation;
  let place = 0;
  for await (const beside of besideEach(gathered, report.patches)) {
    const patch = report.patches[place] as PatchReport;
    const message = gathered.context.stack.patches[place]?.message ?? '';
    yield { patch, message, rules: reasoning[place] ?? [], tip: tipOf(investigation, place), beside };
    place += 1;
  }
}

/**
 * Explains the verdict on one patch, named by (abbreviated) id, patch-id, patch file, subject or a part of the subject.
 * Throws LandfallError `usage` when the name fits no patch or several, and `world` when the project cannot be read.
 */
export function explain(tracked: Tracked, name: string, options: TrackOptions): Promise<Explanation> {
  return trackInDepth(tracked, options, async (investigation) => {
    const { gathered, report, reasoning } = investigation;
    const place = placeOf(name, gathered.context.stack.patches);
    const patch = report.patches[place];
    const rules = reasoning[place];
    if (!patch || !rules) throw new Error(`no verdict was made for patch ${place}`);
    return {
      project: report.name,
      upstream: report.upstream?.url ?? null,
      patch,
      comparisons: await compareInDepth(gathered, place),
      tip: tipOf(investigation, place),
      rules,
    };
  });
}

function tipOf({ gathered }: Investigation, place: number): Explanation['tip'] {
  return (gathered.facts[place]?.tip?.files ?? []).map(
    ({ path, addedPresent, addedTotal, removedGone, removedTotal }) => ({
      path,
      addedPresent,
      addedTotal,
      removedGone,
      removedTotal,
    }),
  );
}

/** The place of the one patch of a stack that a name fits. Throws LandfallError `usage` when it fits none or several. */
export function placeOf(name: string, patches: readonly Patch[]): number {
  const wanted = name.toLowerCase();
  const isId = new RegExp(`^[0-9a-f]{${LEAST_DIGITS},64}$`).test(wanted);
  const tests: ((patch: Patch) => boolean)[] = [
    (patch) => isId && (patch.id.startsWith(wanted) || idOf(patch).startsWith(wanted)),
    (patch) => isId && (patch.patchId?.startsWith(wanted) ?? false),
    (patch) => patch.origin.kind === 'file' && `/${patch.origin.path}`.endsWith(`/${name}`),
    (patch) => patch.subject === name,
    (patch) => patch.subject.toLowerCase().includes(wanted),
  ];
  for (const test of tests) {
    const found = patches.flatMap((patch, place) => (test(patch) ? [place] : []));
    const [first, second] = found;
    if (first !== undefined && second === undefined) return first;
    if (first !== undefined)
      throw unclear(
        name,
        found.flatMap((place) => patches[place] ?? []),
      );
  }
  throw new LandfallError(
    'usage',
    'explain.no-patch',
    `no patch of the stack is named ${JSON.stringify(name)}`,
    'name it by commit id or subject, as `landfall status --verbose` lists them',
  );
}

function idOf({ origin }: Patch): string {
  return origin.kind === 'commit' ? origin.oid : '';
}

function unclear(name: string, patches: readonly Patch[]): LandfallError {
  const listed = patches.slice(0, MOST_LISTED).map((patch) => `${patch.id} ${JSON.stringify(patch.subject)}`);
  const more = patches.length > MOST_LISTED ? ` and ${patches.length - MOST_LISTED} more` : '';
  return new LandfallError(
    'usage',
    'explain.unclear',
    `${JSON.stringify(name)} names ${patches.length} patches: ${listed.join(', ')}${more}`,
    'name one of them by its id',
  );
}
