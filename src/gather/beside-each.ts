// Every patch beside the commits its verdict rests on, patch by patch, so that no more is held than a few at a time.
import { layBeside } from '../match/lay-beside.js';
import type { WeighedPatch } from '../match/measure.js';
import type { Beside } from '../model/beside.js';
import type { CommitHolds, Facts } from '../model/facts.js';
import type { FileChange, Patch } from '../model/patch.js';
import type { PatchReport } from '../model/report.js';
import type { Gathered } from './gather.js';
import { compareWith, readFiles, telling } from './read-compared.js';

/** Patches whose commits are read at one go: enough to keep git busy, few enough to hold. */
const AT_ONCE = 32;

/** Candidates shown of a patch that a person must decide on; of others without a landing the best one. */
const TO_DECIDE = 3;

/** What stands beside each patch of the stack, in its order; `reports` are the verdicts on them. */
export async function* besideEach(
  gathered: Gathered,
  reports: readonly PatchReport[],
): AsyncGenerator<[Beside, ...Beside[]]> {
  const { context } = gathered;
  const { patches } = context.stack;
  for (let start = 0; start < patches.length; start += AT_ONCE) {
    const chosen = patches
      .slice(start, start + AT_ONCE)
      .map((_, at) => shownOf(gathered.facts[start + at], reports[start + at]));
    const wanted = chosen.flat().map((holds) => holds.commit);
    const files = await readFiles(context, wanted, context.processes);
    context.progress('laying out patches', start, patches.length);
    for (const [at, shown] of chosen.entries()) yield besideOne(gathered, start + at, shown, files);
  }
}

function shownOf(facts: Facts | undefined, report: PatchReport | undefined): CommitHolds[] {
  if (!facts || !report) return [];
  const all = telling(facts);
  const landed =
    report.landing?.commits.flatMap(({ oid }) => all.find((holds) => holds.commit.oid === oid) ?? []) ?? [];
  if (landed.length > 0) return landed;
  return all.slice(0, report.action.kind === 'look' ? TO_DECIDE : 1);
}

function besideOne(
  gathered: Gathered,
  place: number,
  shown: readonly CommitHolds[],
  files: ReadonlyMap<string, readonly FileChange[]>,
): [Beside, ...Beside[]] {
  const { files: own } = gathered.context.stack.patches[place] as Patch;
  const weighed = gathered.weighed[place] as WeighedPatch;
  const [first, ...more] = shown.flatMap((holds): Beside[] => {
    const upstream = files.get(holds.commit.oid);
    if (!upstream) return [];
    const { figures, fates } = compareWith(gathered, place, holds, upstream);
    return [{ compared: figures, ...layBeside(own, weighed, fates, upstream) }];
  });
  return first ? [first, ...more] : [{ compared: null, ...layBeside(own, weighed, [], []) }];
}
