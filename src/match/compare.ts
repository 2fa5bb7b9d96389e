// Two diffs side by side, line by line: which lines of the patch the commit has, which it has in an edited form, which not at all.
import type { Match } from '../model/match.js';
import type { FileChange } from '../model/patch.js';
import type { MatchSettings } from '../model/settings.js';
import { besideOf, placedOf } from './beside.js';
import { type Partner, type PoolLine, poolOf } from './commit-lines.js';
import { type Equal, isInOrder } from './in-order.js';
import { otherBlockLines } from './indentation.js';
import { otherNames } from './other-names.js';
import type { HunkSpan, PatchLines } from './patch-lines.js';
import { WordIndex } from './word-index.js';
import { baseName } from '../patch/paths.js';

/** What became of one changed line of the patch. */
export interface LineFate {
  readonly kind: 'exact' | 'edited' | 'none';
  readonly credit: number;
  readonly upstream: string | null;
  readonly upstreamPath: string | null;
  /** Where the commit's line stands, or null where there is none or it stands for a change without lines. */
  readonly partner: Partner | null;
}

export interface Comparison {
  readonly match: Match;
  /** One for each line of PatchLines. */
  readonly fates: readonly LineFate[];
  /** Changed lines of the commit that the patch does not have. */
  readonly extra: number;
}

/** A line that was found nowhere. */
export const NO_FATE: LineFate = { kind: 'none', credit: 0, upstream: null, upstreamPath: null, partner: null };

/** Compares a patch with a commit whose diff was read in full. `match` is what the bulk pass found (exact lines). */
export function compare(
  patch: PatchLines,
  upstream: readonly FileChange[],
  match: Match,
  worth: (signed: number) => number,
  settings: MatchSettings,
): Comparison {
  const pool = poolOf(upstream);
  const fates: LineFate[] = patch.keys.map(() => ({ ...NO_FATE }));
  const { partners, equal } = pairExact(patch, pool, match.lines, fates);
  const beside = besideOf(patch, partners, worth);
  pairEdited(patch, pool, { partners, equal, fates, beside }, settings);
  const elsewhere = otherBlockLines(patch, (line) =>
    fates[line]?.kind === 'exact' ? (fates[line]?.upstream ?? null) : null,
  );
  for (const line of elsewhere) fates[line] = { ...(fates[line] ?? NO_FATE), kind: 'edited', credit: OTHER_BLOCK };
  const lines = Int32Array.from(range(0, fates.length).filter((line) => (fates[line]?.credit ?? 0) > 0));
  const credits = Float32Array.from(lines, (line) => fates[line]?.credit ?? 0);
  const kin = kinOf(patch, match, lines, fates);
  return {
    match: {
      ...match,
      exact: elsewhere.length > 0 ? null : match.exact,
      lines,
      credits,
      kin,
      similarity: similarityOf(patch, pool, fates, worth),
      beside,
      placed: placedOf(patch, partners, worth, beside),
      renamed: otherNames(
        editedPairs(patch, fates),
        fates.flatMap(({ kind, upstream }) => (kind === 'exact' && upstream !== null ? [upstream] : [])),
        pool.map(({ text }) => text),
      ),
      compared: true,
    },
    fates,
    extra: pool.filter((line) => !line.used).length,
  };
}

/** Weighted Dice: what both have, twice, of all that either has. */
function similarityOf(
  patch: PatchLines,
  pool: readonly PoolLine[],
  fates: readonly LineFate[],
  worth: (signed: number) => number,
): number {
  const own = total(patch.keys.map(worth));
  const theirs = total(pool.map((line) => worth(line.signed)));
  const common = total(patch.keys.map((key, line) => worth(key) * (fates[line]?.credit ?? 0)));
  return own + theirs === 0 ? 0 : (2 * common) / (own + theirs);
}

/** Lines that the patch adds and the commit has in an edited form. */
function editedPairs(patch: PatchLines, fates: readonly LineFate[]): { ours: string; theirs: string }[] {
  return fates.flatMap(({ kind, upstream }, line) => {
    if (kind !== 'edited' || upstream === null || (patch.keys[line] ?? 0) % 2 === 0) return [];
    const span = patch.spanOf(line);
    return [{ ours: patch.textsOf(span)[line - span.start] ?? '', theirs: upstream }];
  });
}

/** Equal lines keep their kinship; an edited line was looked for in files that go with the patch's own. */
function kinOf(patch: PatchLines, match: Match, lines: Int32Array, fates: readonly LineFate[]): Uint8Array {
  const kin = new Set([...match.lines].filter((_, place) => match.kin[place] === 1));
  const files = new Set([...kin].map((line) => patch.spanOf(line).file));
  return Uint8Array.from(lines, (line) =>
    kin.has(line) || (fates[line]?.kind === 'edited' && files.has(patch.spanOf(line).file)) ? 1 : 0,
  );
}

/** Which files of the commit go with each file of the patch, and which of its lines are equal to lines of the patch. */
interface Paired {
  readonly partners: ReadonlyMap<number, ReadonlySet<FileChange>>;
  readonly equal: Equal;
}

/** Pairs equal lines, in files already paired with first. */
function pairExact(patch: PatchLines, pool: readonly PoolLine[], lines: Int32Array, fates: LineFate[]): Paired {
  const equal = new Map<number, PoolLine>();
  const byKey = new Map<number, PoolLine[]>();
  for (const line of pool) {
    const known = byKey.get(line.signed);
    if (known) known.push(line);
    else byKey.set(line.signed, [line]);
  }
  const files = new Set(pool.map((line) => line.file));
  const partners = new Map<number, Set<FileChange>>();
  for (const place of new Set(patch.spans.map((span) => span.file))) {
    const own = patch.files[place];
    partners.set(place, new Set([...files].filter((file) => own && akin(own, file))));
  }
  for (const line of lines) {
    const friends = partners.get(patch.spanOf(line).file) ?? new Set();
    const alike = byKey.get(patch.keys[line] ?? 0);
    const free = (alike ?? []).filter((other) => !other.used);
    const found = free.find((other) => friends.has(other.file)) ?? free[0];
    if (!found) {
      // A line that the patch has three times and the commit twice is missing once.
      if (!alike) fates[line] = { ...NO_FATE, kind: 'exact', credit: 1 };
      continue;
    }
    found.used = true;
    friends.add(found.file);
    equal.set(line, found);
    fates[line] = { kind: 'exact', credit: 1, ...standing(found) };
  }
  return { partners, equal };
}

function pairEdited(
  patch: PatchLines,
  pool: readonly PoolLine[],
  { partners, equal, fates, beside }: Paired & { readonly fates: LineFate[]; readonly beside: Float32Array },
  settings: MatchSettings,
): void {
  const open = openLines(patch, fates, beside);
  for (const [file, friends] of partners) {
    const own = patch.files[file];
    const free = new WordIndex(pool.filter((line) => !line.used && friends.has(line.file)));
    let last = -1;
    for (const { line, text, span, stands } of open.get(file) ?? []) {
      const found = free.mostAlike(text, patch.keys[line] ?? 0, last, settings.editedLine);
      if (!found) continue;
      found.line.used = true;
      last = found.line.place;
      const inPlace =
        stands >= settings.strayBits && own && akin(own, found.line.file) && isInOrder(span, line, found.line, equal);
      // An edited line is the less proof the more was edited: the square keeps half-alike lines from adding up to a landing. In its
      // own place, between the lines that stand around it, it is no line found by chance: it is worth what is left of it.
      const credit = inPlace ? found.likeness : found.likeness ** 2;
      const share = sameNumbers(text, found.line.text) ? 1 : OTHER_NUMBERS;
      fates[line] = { kind: 'edited', credit: credit * share, ...standing(found.line) };
    }
  }
}

/** A line that nothing equal was found for; `stands` is how well its hunk stands beside one of the commit, in bits. */
interface OpenLine {
  readonly line: number;
  readonly text: string;
  readonly span: HunkSpan;
  readonly stands: number;
}

/** All such lines, by file. */
function openLines(patch: PatchLines, fates: readonly LineFate[], beside: Float32Array): Map<number, OpenLine[]> {
  const byFile = new Map<number, OpenLine[]>();
  for (const [place, span] of patch.spans.entries()) {
    const open = range(span.start, span.end).filter((line) => fates[line]?.credit === 0);
    if (span.hunk < 0 || open.length === 0) continue;
    const texts = patch.textsOf(span);
    const stands = beside[place] ?? 0;
    const lines = byFile.get(span.file) ?? [];
    byFile.set(span.file, lines);
    for (const line of open) lines.push({ line, text: texts[line - span.start] ?? '', span, stands });
  }
  return byFile;
}

/** In another block a statement is another one, however equal its words: half of such a line counts. */
const OTHER_BLOCK = 0.5;
/** Another number is another value, however alike the words around it are: half of such a line counts. */
const OTHER_NUMBERS = 0.5;

function sameNumbers(a: string, b: string): boolean {
  const numbers = (text: string) => (text.match(/\d[\da-fx]*/gi) ?? []).sort().join(' ');
  return numbers(a) === numbers(b);
}

function akin(a: FileChange, b: FileChange): boolean {
  const names = [a.oldPath, a.newPath].filter((path) => path !== null).map(baseName);
  return [b.oldPath, b.newPath].some((path) => path !== null && names.includes(baseName(path)));
}

function standing({ text, file, partner }: PoolLine): Pick<LineFate, 'upstream' | 'upstreamPath' | 'partner'> {
  return { upstream: text, upstreamPath: pathOf(file), partner };
}

function pathOf(file: FileChange): string | null {
  return file.newPath ?? file.oldPath;
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
