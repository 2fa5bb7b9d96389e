// The kinds of patches that a generated stack has. Each recipe turns commits of the real repository into labelled drafts.
import { posix } from 'node:path';
import type { Chance } from '../../bench/history/chance.js';
import { applyChanges, type ReadText } from './apply-hunks.js';
import { type Draft, draftOf, landing, neverLanding } from './drafts.js';
import {
  changedLines,
  editAdded,
  editLine,
  garble,
  inventWord,
  keepLines,
  moveFiles,
  ownIdentifier,
  reindent,
  renameIdentifier,
} from './edits.js';
import type { Source, Supply } from './material.js';
import { shiftContext } from './shift-context.js';

/** What a recipe takes from. */
export interface Pantry {
  readonly landed: Supply;
  readonly withheld: Supply;
  readonly strangers: Supply;
  readonly chance: Chance;
}

/** Drafts, in the order in which they are to be made, or null when the pantry has nothing fit. */
export type Recipe = (pantry: Pantry) => Draft[] | null;

const size = (source: Source) => changedLines(source.files).length;
const added = (source: Source) => changedLines(source.files).filter(({ sign }) => sign === '+').length;
const removed = (source: Source) => size(source) - added(source);

/** The recipes whose drafts need nothing but the downstream side, each with how often it is drawn. */
export const RECIPES: readonly (readonly [weight: number, name: string, recipe: Recipe])[] = [
  [
    10,
    'as it is',
    ({ landed }) => withOne(landed.take(), (one) => [draftOf(one, [one.files], landing([one], 'identical'))]),
  ],
  [8, 'context shifted', ({ landed, chance }) => withOne(landed.take(), (one) => contextShifted(one, chance))],
  [
    10,
    'lines edited',
    ({ landed, chance }) =>
      withOne(
        landed.take((one) => added(one) >= 6),
        (one) => edited(one, 0.15, 0.03, chance, 'modified'),
      ),
  ],
  [
    8,
    'many lines edited',
    ({ landed, chance }) =>
      withOne(
        landed.take((one) => added(one) >= 12),
        (one) => edited(one, 0.35, 0.1, chance, 'heavily modified'),
      ),
  ],
  [
    8,
    'identifier renamed',
    ({ landed, chance }) =>
      withOne(
        landed.take((one) => added(one) >= 6 && ownIdentifier(one.files) !== null),
        (one) => renamed(one, chance),
      ),
  ],
  [
    4,
    're-indented',
    ({ landed }) =>
      withOne(
        landed.take((one) => added(one) >= 3),
        reindented,
      ),
  ],
  [
    6,
    'moved',
    ({ landed, chance }) =>
      withOne(
        landed.take((one) => size(one) >= 3),
        (one) => moved(one, chance),
      ),
  ],
  [10, 'split', split],
  [
    10,
    'squashed',
    ({ landed, chance }) =>
      withOne(
        landed.take((one) => size(one) >= 10),
        (one) => squashed(one, chance),
      ),
  ],
  [8, 'half landed', halfLanded],
  [
    6,
    'solved otherwise',
    ({ landed, chance }) =>
      withOne(
        landed.take((one) => removed(one) >= 4 && added(one) >= 4),
        (one) => solvedOtherwise(one, chance),
      ),
  ],
  [
    12,
    'withheld',
    ({ withheld }) => withOne(withheld.take(), (one) => [draftOf(one, [one.files], neverLanding('hard negative'))]),
  ],
  [
    4,
    'strange',
    ({ strangers }) => withOne(strangers.take(), (one) => [draftOf(one, [one.files], neverLanding('strange'))]),
  ],
  [3, 'with a generated file', ({ landed, chance }) => withOne(landed.take(), (one) => withGenerated(one, chance))],
  [2, 'noise', ({ landed, chance }) => withOne(landed.take(), (one) => noise(one, chance))],
];

/** Recipes of patches that never land. */
export const NEVER_LANDED = ['withheld', 'strange'];

function withOne(source: Source | null, make: (source: Source) => Draft[] | null): Draft[] | null {
  return source && make(source);
}

function contextShifted(one: Source, chance: Chance): Draft[] {
  const shift = { after: one, label: null, make: (read: ReadText) => shiftContext(read, one.files, chance) };
  return [shift, draftOf(one, [one.files], landing([one], 'rebased'))];
}

function edited(one: Source, share: number, more: number, chance: Chance, slice: string): Draft[] {
  const edits = (text: string) => [
    text.trim() !== '' && chance.happens(share) ? editLine(text, chance) : text,
    ...(chance.happens(more) ? [`${/^\s*/.exec(text)?.[0] ?? ''}${inventWord(chance)}(${inventWord(chance)});`] : []),
  ];
  return [draftOf(one, [editAdded(one.files, edits)], landing([one], slice))];
}

function renamed(one: Source, chance: Chance): Draft[] {
  const files = renameIdentifier(one.files, ownIdentifier(one.files) ?? '', inventWord(chance));
  return [draftOf(one, [files], landing([one], 'modified', 'renamed'))];
}

function reindented(one: Source): Draft[] {
  return [draftOf(one, [editAdded(one.files, (text) => [reindent(text)])], landing([one], 'rebased', 're-indented'))];
}

/** The files lie elsewhere downstream: moved by a commit before, or brought in there. */
function moved(one: Source, chance: Chance): Draft[] {
  const folder = inventWord(chance);
  const otherName = chance.happens(0.5);
  const to = (path: string) =>
    otherName
      ? posix.join(posix.dirname(path), `${folder}-${posix.basename(path)}`)
      : posix.join(folder, posix.basename(path));
  const old = one.files.flatMap(({ oldPath }) => (oldPath === null ? [] : [oldPath]));
  const move = (read: ReadText) =>
    new Map(old.flatMap((path) => [[path, null] as const, [to(path), read(path)] as const]));
  const before: Draft[] =
    old.length === 0
      ? []
      : [{ after: one, label: null, make: (read) => (old.every((path) => read(path)) ? move(read) : null) }];
  return [...before, draftOf(one, [moveFiles(one.files, to)], landing([one], 'moved'))];
}

/** One patch that landed as several commits: each of them a part one can name. */
function split({ landed, chance }: Pantry): Draft[] | null {
  const one = landed.take((source) => size(source) >= 4);
  if (!one) return null;
  const folders = new Set(one.files.map(({ newPath, oldPath }) => posix.dirname(newPath ?? oldPath ?? '')));
  const fits = (other: Source) =>
    size(other) >= 4 &&
    Math.max(size(other), size(one)) <= 4 * Math.min(size(other), size(one)) &&
    other.files.some(({ newPath, oldPath }) => folders.has(posix.dirname(newPath ?? oldPath ?? '')));
  const others = landed.takeNear(one, chance.happens(0.3) ? 2 : 1, fits);
  const all = [one, ...others].sort((a, b) => a.date - b.date);
  return others.length === 0
    ? null
    : [
        draftOf(
          one,
          all.map(({ files }) => files),
          landing(all, 'split'),
        ),
      ];
}

/** Two patches that landed as one commit: parted by hunk where there are several, else by line. */
function squashed(one: Source, chance: Chance): Draft[] | null {
  const lines = one.files.flatMap(({ hunks }, file) =>
    hunks.flatMap((hunk, at) => hunk.lines.filter(({ sign }) => sign !== ' ').map(() => `${file} ${at}`)),
  );
  const hunks = [...new Set(lines)];
  const half = Math.floor(lines.length / 2);
  const first = new Set(hunks.filter(() => chance.happens(0.5)));
  const keeps = hunks.length > 1 ? (place: number) => first.has(lines[place] ?? '') : (place: number) => place < half;
  const share = lines.filter((_, place) => keeps(place)).length / lines.length;
  if (share < 0.25 || share > 0.75) return null;
  const part = keepLines(one.files, keeps);
  const label = landing([one], 'squashed');
  let before: ReadText = () => null;
  return [
    { after: one, label, make: (read) => ((before = read), applyChanges(read, part)) },
    // The rest is whatever the first part leaves of the whole.
    { after: one, label, make: () => applyChanges(before, one.files) },
  ];
}

/** One patch of which upstream has one part and not the other. */
function halfLanded({ landed, withheld }: Pantry): Draft[] | null {
  const one = landed.take((source) => size(source) >= 6);
  const other = one && withheld.take((source) => size(source) >= size(one) / 2 && size(source) <= size(one) * 2);
  if (!one || !other) return null;
  return [draftOf(one, [one.files, other.files], { statuses: ['partial'], commits: [one], slices: ['partial'] })];
}

/** The same old code, something else in its place. */
function solvedOtherwise(one: Source, chance: Chance): Draft[] {
  const other = garble(chance);
  const files = editAdded(one.files, (text) => [other(text)]);
  return [draftOf(one, [files], { statuses: ['superseded', 'ambiguous'], commits: [], slices: ['superseded'] })];
}

function withGenerated(one: Source, chance: Chance): Draft[] {
  const text = Array.from({ length: 20 }, () => `# ${inventWord(chance)} ${inventWord(chance)}`);
  const draft = draftOf(one, [one.files], landing([one], 'generated'));
  const make = (read: ReadText) => {
    const changed = draft.make(read);
    return changed && new Map([...changed, ['aclocal.m4', text]]);
  };
  return [{ ...draft, make }];
}

/** White space only, or nothing at all. */
function noise(one: Source, chance: Chance): Draft[] {
  const [path] = one.files.flatMap(({ oldPath }) => (oldPath !== null && /\.[ch]$/.test(oldPath) ? [oldPath] : []));
  const label = { statuses: ['noise' as const], commits: [], slices: ['noise'] };
  if (path === undefined || chance.happens(0.3)) return [{ after: one, label, make: () => new Map() }];
  const make = (read: ReadText) => {
    const lines = read(path);
    return lines && new Map([[path, lines.map((line, at) => (at % 7 === 3 ? reindent(line) : line))]]);
  };
  return [{ after: one, label, make }];
}
