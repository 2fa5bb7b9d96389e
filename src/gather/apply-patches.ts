// What applying patches to the upstream tip gives: told file by file where no other file can matter, else by git.
import { readDiffs } from '../git/diffs.js';
import { applyToTip, type MergeResult, treeOf } from '../git/merge.js';
import { writeStandIn } from '../git/stand-in.js';
import { changedLines, linesPutTwice, TWICE_LINES, without } from '../match/redone.js';
import type { TipFacts } from '../model/facts.js';
import type { FileChange } from '../model/patch.js';
import { parseDiff } from '../patch/parse-diff.js';
import type { GatherContext } from './context.js';
import { type FateAtTip, fatesAtTip } from './file-at-tip.js';
import { decodeLines, encodeLines } from './line-bytes.js';
import { type FindMerge, mergeFiles } from './merge-files.js';
import type { TipTree } from './tip-tree.js';

/**
 * What applying a patch gives; of one that changes the tip the signed keys of the lines, but for those that stand there already,
 * directly beside their place; null where these are too many.
 */
export interface Application {
  readonly outcome: NonNullable<TipFacts['reapplied']>;
  readonly lines: Float64Array | null;
}

/** What applying needs. */
export type Applying = Pick<GatherContext, 'workspace' | 'answers' | 'settings' | 'processes' | 'stack' | 'kinship'>;

/** Applies the patches at these places of the stack, each by itself. Those that git cannot apply are left out. */
export async function applyPatches(
  context: Applying,
  tip: TipTree,
  places: readonly number[],
): Promise<Map<number, Application>> {
  const { patches, branches } = context.stack;
  // Of a branch that counts below some paths only, patches are not all that their commits change.
  const filtered = branches.some(({ paths }) => paths.length > 0);
  const fates = new Map(
    places.map((place) => [
      place,
      filtered ? null : fatesAtTip(patches[place]?.files ?? [], tip, context.kinship.paths),
    ]),
  );
  const open = places.filter((place) => !fates.get(place));
  const [byFile, asWholes] = await Promise.all([applyByFile(context, fates), applyWhole(context, tip.tip, open)]);
  const left = places.filter((place) => !byFile.has(place) && fates.get(place));
  return new Map([...byFile, ...asWholes, ...(await applyWhole(context, tip.tip, left))]);
}

/** Applies patches of whose files the fates are known; without those of which git could not merge a file. */
async function applyByFile(
  context: Applying,
  fates: ReadonlyMap<number, readonly FateAtTip[] | null>,
): Promise<Map<number, Application>> {
  const { patches } = context.stack;
  const contents = [...fates.values()].flatMap(
    (all) => all?.flatMap((fate) => ('contents' in fate ? fate.contents : [])) ?? [],
  );
  const findMerge = await mergeFiles(context, contents);
  const applications = new Map<number, Application>();
  for (const [place, own] of fates) {
    const application = own && applicationOf(patches[place]?.files ?? [], own, findMerge);
    if (application) applications.set(place, application);
  }
  return applications;
}

/** The application of a patch of these files; null where git could not merge one of them. */
function applicationOf(
  files: readonly FileChange[],
  fates: readonly FateAtTip[],
  findMerge: FindMerge,
): Application | null {
  const changes: number[][] = [];
  let conflict = false;
  for (const [at, fate] of fates.entries()) {
    const file = files[at];
    const merge = fate.does === 'merge' ? findMerge(fate.contents) : null;
    if (!file || (fate.does === 'merge' && !merge)) return null;
    conflict ||= fate.does === 'conflict' || merge?.conflict === true;
    if (fate.does === 'change') changes.push(changedLines([file]));
    else if (fate.does === 'merge' && merge && (merge.changes || fate.moves))
      changes.push(without(merge.lines, merge.twice));
  }
  if (conflict) return { outcome: 'conflicts', lines: null };
  return changes.length === 0
    ? { outcome: 'empty', lines: null }
    : { outcome: 'changes', lines: Float64Array.from(changes.flat()) };
}

/** A patch to apply, and what is asked of it. */
interface Try {
  readonly place: number;
  readonly oid: string;
  readonly parent: string;
  readonly question: string;
}

/** Applies patches as wholes, for which git looks at all of the tip. */
async function applyWhole(
  context: Applying,
  tip: string,
  places: readonly number[],
): Promise<Map<number, Application>> {
  const { stack, settings, answers } = context;
  const applications = new Map<number, Application>();
  const open = places.flatMap((place): Try[] => {
    const patch = stack.patches[place];
    if (!patch || patch.parent === null) return [];
    const question = ['apply, twice', patch.commit, patch.parent, tip, settings.limits.upstreamDiffBytes].join(' ');
    const answer = answers.get(question);
    if (answer) applications.set(place, decodeApplication(answer));
    return answer ? [] : [{ place, oid: patch.commit, parent: patch.parent, question }];
  });
  if (open.length === 0) return applications;
  const asked = await askGit(context, tip, open);
  for (const { place, question } of open) {
    const application = asked.get(place);
    if (!application) continue;
    applications.set(place, application);
    answers.add(question, encodeApplication(application));
  }
  return applications;
}

async function askGit(context: Applying, tip: string, tries: readonly Try[]): Promise<Map<number, Application>> {
  const { workspace, processes } = context;
  const tipTree = await treeOf(workspace, tip);
  const results = await applyToTip(workspace, tries, tipTree, processes);
  const applications = new Map<number, Application>();
  const changing: { place: number; tree: string }[] = [];
  tries.forEach(({ place }, at) => {
    const result = results[at];
    if (!result) return;
    const outcome = outcomeOf(result, tipTree);
    applications.set(place, { outcome, lines: null });
    if (outcome === 'changes') changing.push({ place, tree: result.tree });
  });
  for (const [place, lines] of await readDifferences(context, tip, changing))
    applications.set(place, { outcome: 'changes', lines });
  return applications;
}

function outcomeOf({ tree, conflicts }: MergeResult, tipTree: string): Application['outcome'] {
  if (conflicts.length > 0) return 'conflicts';
  return tree === tipTree ? 'empty' : 'changes';
}

/** What each of these trees changes of the tip. */
async function readDifferences(
  { workspace, settings, processes }: Applying,
  tip: string,
  changing: readonly { readonly place: number; readonly tree: string }[],
): Promise<Map<number, Float64Array>> {
  const placesOf = new Map<string, number[]>();
  for (const { place, tree } of changing) {
    const commit = await writeStandIn(workspace, tree, tip);
    placesOf.set(commit, [...(placesOf.get(commit) ?? []), place]);
  }
  const differences = new Map<number, Float64Array>();
  const options = { processes, mostBytes: settings.limits.upstreamDiffBytes, context: TWICE_LINES };
  await readDiffs(workspace, [...placesOf.keys()], options, (oid, diff) => {
    if (diff === null) return;
    const files = parseDiff(diff);
    const lines = Float64Array.from(without(changedLines(files), linesPutTwice(files)));
    for (const place of placesOf.get(oid) ?? []) differences.set(place, lines);
  });
  return differences;
}

/** A letter, and the lines. */
function encodeApplication({ outcome, lines }: Application): Buffer {
  const letter = outcome === 'conflicts' ? 'c' : outcome === 'empty' ? 'e' : lines ? 'm' : 'l';
  return encodeLines(letter, lines ?? new Float64Array());
}

function decodeApplication(answer: Buffer): Application {
  const { letter, lines } = decodeLines(answer);
  if (letter === 'm') return { outcome: 'changes', lines };
  return { outcome: letter === 'c' ? 'conflicts' : letter === 'e' ? 'empty' : 'changes', lines: null };
}
