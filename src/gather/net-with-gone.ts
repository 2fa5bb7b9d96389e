// The net delta of a branch that changes files which are not where they were: git looks for them all over the tip once, and later only at what has come.
import { comeSince, pairMoves } from '../git/come-since.js';
import type { ChangedFile } from '../git/tree-change.js';
import type { NetDelta } from '../model/report.js';
import { fatesWithGone, type MovesOf, placeAtTip } from './file-at-tip.js';
import { keepAnswer, readAnswer } from './json-answers.js';
import { type Merging, netAsWhole, type ToMerge, unlessMissing } from './net-as-whole.js';
import { netByFile } from './net-by-file.js';
import type { TipTree } from './tip-tree.js';

/** Up to which tip what becomes of each file by itself was what git makes of whole trees, and which files were found gone then. */
interface ByFile {
  readonly tip: string;
  readonly gone: readonly string[];
}

/** A branch, its files, and where these are looked for. */
interface Search {
  readonly base: string;
  readonly files: readonly ChangedFile[];
  readonly tip: TipTree;
  readonly moves: MovesOf;
}

/**
 * Holds what history tells of the files against git's merge of whole trees once. From then on git is asked whether those that
 * are gone are gone still, and those that were moved still those that they were moved to, for all that has come since.
 */
export async function netWithGone(
  merging: Merging,
  tip: TipTree,
  branch: ToMerge & { readonly base: string },
  files: readonly ChangedFile[],
  moves: MovesOf,
): Promise<NetDelta | null> {
  const { answers } = merging;
  const question = `net by file ${branch.base} ${branch.own}`;
  const told = (gone: readonly string[]) =>
    netByFile(merging, files, fatesWithGone(files, tip, withGone(moves, gone)), []);
  const keep = (byFile: ByFile) => keepAnswer(answers, question, byFile);
  const earlier = readAnswer<ByFile>(answers, question);
  if (earlier && (await stands(merging, earlier, { base: branch.base, files, tip, moves }))) {
    const net = await told(earlier.gone);
    if (net) {
      keep({ ...earlier, tip: tip.tip });
      return net;
    }
  }
  const whole = await netAsWhole(merging, tip.tip, branch);
  if (!whole) return null;
  const gone = whole.conflicts.filter((path) => !tip.byPath.has(path));
  if (isSame(whole.net, await told(gone))) keep({ tip: tip.tip, gone });
  return whole.net;
}

function withGone(moves: MovesOf, gone: readonly string[]): MovesOf {
  const known = new Set(gone);
  return (path) => (known.has(path) ? [path] : moves(path));
}

function isSame(one: NetDelta, other: NetDelta | null): boolean {
  return other !== null && JSON.stringify(one) === JSON.stringify(other);
}

/** Would git say of each file that is not where it was what it was held to be at the earlier tip? */
async function stands(
  { workspace }: Merging,
  { tip: from, gone }: ByFile,
  { base, files, tip, moves }: Search,
): Promise<boolean> {
  const away = files.filter(({ oldPath }) => oldPath !== null && !tip.byPath.has(oldPath));
  const places = away.map((file) => placeAtTip(file, tip, withGone(moves, gone)));
  const come = await unlessMissing(comeSince(workspace, { base, from, to: tip.tip }));
  if (come === null) return false;
  const blobs = new Map(come);
  for (const place of places) if (place !== null) blobs.set(place, tip.byPath.get(place)?.oid ?? '');
  const there = [...blobs.keys()];
  const old = away.map(({ oldBlob }) => oldBlob);
  const pairs = await unlessMissing(pairMoves(workspace, old, [...blobs.values()]));
  if (pairs === null) return false;
  const found = new Map(pairs.map(([from, to]) => [from, there[to]]));
  return places.every((place, at) => (found.get(at) ?? null) === place);
}
