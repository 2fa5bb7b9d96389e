// Two diffs side by side, line by line: which lines of the patch the commit has, which it has in an edited form, which not at all.
import type { Match } from '../model/match.js';
import type { FileChange } from '../model/patch.js';
import type { MatchSettings } from '../model/settings.js';
import { besideOf, placedOf } from './beside.js';
import { type Partner, type PoolLine, poolOf } from './commit-lines.js';
import { otherBlockLines } from './indentation.js';
import { likeness, wordsOf } from './likeness.js';
import { otherNames } from './other-names.js';
import type { HunkSpan, PatchLines } from './patch-lines.js';
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

/** A word in more changed lines of one file than this (`int`, `;`) does not tell which of them was edited; comparing them all took longer than git. */
const TELLING_LINES = 24;

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
  const partners = pairExact(patch, pool, match.lines, fates);
  pairEdited(patch, pool, partners, fates, settings);
  const elsewhere = otherBlockLines(patch, (line) =>
    fates[line]?.kind === 'exact' ? (fates[line]?.upstream ?? null) : null,
  );
  for (const line of elsewhere) fates[line] = { ...(fates[line] ?? NO_FATE), kind: 'edited', credit: OTHER_BLOCK };
  const lines = Int32Array.from(range(0, fates.length).filter((line) => (fates[line]?.credit ?? 0) > 0));
  const credits = Float32Array.from(lines, (line) => fates[line]?.credit ?? 0);
  const kin = kinOf(patch, match, lines, fates);
  const beside = besideOf(patch, partners, worth);
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

/** Pairs equal lines, in files already paired with first; returns which upstream files go with each patch file. */
function pairExact(
  patch: PatchLines,
  pool: readonly PoolLine[],
  lines: Int32Array,
  fates: LineFate[],
): Map<number, Set<FileChange>> {
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
    fates[line] = { kind: 'exact', credit: 1, ...standing(found) };
  }
  return partners;
}

function pairEdited(
  patch: PatchLines,
  pool: readonly PoolLine[],
  partners: ReadonlyMap<number, ReadonlySet<FileChange>>,
  fates: LineFate[],
  settings: MatchSettings,
): void {
  for (const [file, friends] of partners) {
    const spans = patch.spans.filter((span) => span.file === file && span.hunk >= 0);
    const open = spans.flatMap((span) => openLines(patch, span, fates));
    const free = new WordIndex(pool.filter((line) => !line.used && friends.has(line.file)));
    let last = -1;
    for (const { line, text } of open) {
      const found = free.mostAlike(text, patch.keys[line] ?? 0, last, settings.editedLine);
      if (!found) continue;
      found.line.used = true;
      last = found.line.place;
      // An edited line is the less proof the more was edited: the square keeps half-alike lines from adding up to a landing.
      fates[line] = {
        kind: 'edited',
        credit: found.likeness ** 2 * (sameNumbers(text, found.line.text) ? 1 : OTHER_NUMBERS),
        ...standing(found.line),
      };
    }
  }
}

/** The lines of a hunk that nothing equal was found for. */
function openLines(patch: PatchLines, span: HunkSpan, fates: readonly LineFate[]): { line: number; text: string }[] {
  const open = range(span.start, span.end).filter((line) => fates[line]?.credit === 0);
  if (open.length === 0) return [];
  const texts = patch.textsOf(span);
  return open.map((line) => ({ line, text: texts[line - span.start] ?? '' }));
}

/** Lines of one file by the words in them, so that only lines with a telling word in common are compared. */
class WordIndex {
  private readonly words = new Map<PoolLine, string[]>();
  private readonly byWord = new Map<string, PoolLine[]>();

  constructor(lines: readonly PoolLine[]) {
    for (const line of lines) {
      const words = wordsOf(line.text);
      this.words.set(line, words);
      for (const word of new Set(words)) {
        const known = this.byWord.get(word);
        if (known) known.push(line);
        else this.byWord.set(word, [line]);
      }
    }
  }

  /** The free line most like `text` that changes in the same direction; of equals the one nearest behind the last one found. */
  mostAlike(text: string, signed: number, last: number, least: number) {
    const own = wordsOf(text);
    let best: { line: PoolLine; likeness: number; distance: number } | null = null;
    for (const line of this.sharing(own)) {
      if (line.used || line.signed % 2 !== signed % 2) continue;
      const score = likeness(own, this.words.get(line) ?? []);
      if (score < least) continue;
      const distance = Math.abs(line.place - last - 1);
      if (!best || score > best.likeness || (score === best.likeness && distance < best.distance))
        best = { line, likeness: score, distance };
    }
    return best;
  }

  private sharing(words: readonly string[]): Set<PoolLine> {
    const lists = [...new Set(words)].map((word) => this.byWord.get(word) ?? []);
    return new Set(lists.filter((list) => list.length <= TELLING_LINES).flat());
  }
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
