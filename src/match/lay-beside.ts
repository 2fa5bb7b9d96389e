// A patch beside a commit: which hunk of the commit stands beside which hunk of the patch, and their lines in rows.
import type { Beside, BesideFile, BesideHunk, SideLine } from '../model/beside.js';
import type { FileChange, Hunk } from '../model/patch.js';
import { alignRows, type Laid, type Pair } from './align-rows.js';
import { type LineFate, NO_FATE } from './compare.js';
import type { WeighedPatch } from './measure.js';
import type { HunkSpan } from './patch-lines.js';

/** Lays `files`, the patch's own, beside those of a commit; `fates` as `compare` gives them, empty where nothing was compared. */
export function layBeside(
  files: readonly FileChange[],
  patch: WeighedPatch,
  fates: readonly LineFate[],
  upstream: readonly FileChange[],
): Pick<Beside, 'files' | 'rest'> {
  const layout = new Layout(patch, fates, upstream);
  return { files: files.map((file, place) => layout.fileBeside(file, place)), rest: layout.rest() };
}

/** Share of a hunk's weight that its lines' fates cover: 0 to 1, and 1 for a hunk without weight. */
export function hunkCoverage(patch: WeighedPatch, span: HunkSpan, fates: readonly LineFate[]) {
  let [total, covered] = [0, 0];
  for (let row = span.start; row < span.end; row++) {
    total += patch.bits[row] ?? 0;
    covered += (patch.bits[row] ?? 0) * (fates[row]?.credit ?? 0);
  }
  return { coverage: total === 0 ? 1 : Math.min(1, covered / total), bits: covered };
}

/** Line and section of a hunk, as behind the `@@` of a diff. */
export function hunkHeader(hunk: Hunk | undefined): string {
  return hunk ? `-${hunk.oldStart} +${hunk.newStart} ${hunk.section}`.trim() : 'change without lines';
}

class Layout {
  private readonly spans: ReadonlyMap<string, HunkSpan>;
  /** Hunks of the commit by the hunk of the patch that shares most lines with each, in the commit's order. */
  private readonly beside = new Map<HunkSpan, { readonly file: FileChange; readonly hunk: Hunk }[]>();
  /** Lines of the commit that the patch has. */
  private readonly taken = new Map<Hunk, Set<number>>();

  constructor(
    private readonly patch: WeighedPatch,
    private readonly fates: readonly LineFate[],
    private readonly upstream: readonly FileChange[],
  ) {
    this.spans = new Map(patch.lines.spans.map((span) => [keyOf(span.file, span.hunk), span]));
    const votes = this.count();
    for (const file of upstream) {
      for (const hunk of file.hunks) {
        const own = votes.get(hunk);
        if (own) append(this.beside, mostVoted(own), { file, hunk });
      }
    }
  }

  fileBeside(file: FileChange, place: number): BesideFile {
    const opaque = this.spans.get(keyOf(place, -1));
    const spans = file.hunks.map((_, at) => this.spans.get(keyOf(place, at)));
    const partners = spans.flatMap((span) => (span ? this.besideOf(span).map((one) => one.file) : []));
    const best = partners.find((other) => nameOf(other) === nameOf(file)) ?? partners[0];
    return {
      path: nameOf(file),
      upstreamPath: best ? nameOf(best) : null,
      hunks: [
        ...(opaque ? [this.opaqueBeside(opaque)] : []),
        ...file.hunks.map((hunk, at) => this.hunkBeside(hunk, spans[at])),
      ],
    };
  }

  /** Changed lines of the commit's hunks that stand beside no hunk, by file. */
  rest(): Beside['rest'] {
    return this.upstream
      .map((file) => {
        const alone = file.hunks.filter((hunk) => !this.taken.has(hunk));
        return { path: nameOf(file), lines: alone.flatMap((hunk) => hunk.lines.filter(isChange)).length };
      })
      .filter(({ lines }) => lines > 0);
  }

  /** How many lines each hunk of the commit shares with each hunk of the patch. */
  private count(): Map<Hunk, Map<HunkSpan, number>> {
    const votes = new Map<Hunk, Map<HunkSpan, number>>();
    for (const span of this.patch.lines.spans) {
      for (let row = span.start; row < span.end; row++) {
        const partner = this.fates[row]?.partner;
        if (!partner) continue;
        const own = votes.get(partner.hunk) ?? new Map<HunkSpan, number>();
        votes.set(partner.hunk, own.set(span, (own.get(span) ?? 0) + 1));
        this.taken.set(partner.hunk, (this.taken.get(partner.hunk) ?? new Set()).add(partner.at));
      }
    }
    return votes;
  }

  private besideOf(span: HunkSpan | undefined) {
    return (span && this.beside.get(span)) ?? [];
  }

  private opaqueBeside(span: HunkSpan): BesideHunk {
    const rows = this.patch.lines.textsOf(span).map((text, at) => {
      const fate = this.fates[span.start + at];
      const theirs: SideLine | null = fate?.upstream == null ? null : { sign: ' ', text: fate.upstream, number: null };
      return { ours: { sign: ' ' as const, text, number: null }, theirs, match: fate?.kind ?? 'none' };
    });
    return { header: hunkHeader(undefined), upstreamHeader: null, ...this.coverageOf(span), rows };
  }

  private hunkBeside(hunk: Hunk, span: HunkSpan | undefined): BesideHunk {
    const theirs: Laid[] = [];
    const starts = new Map<Hunk, number>();
    for (const { hunk: other } of this.besideOf(span)) {
      if (starts.size > 0) theirs.push({ line: { sign: '@', text: hunkHeader(other), number: null }, match: null });
      starts.set(other, theirs.length);
      theirs.push(...this.theirLines(other));
    }
    const fates = this.fatesIn(span);
    const pairs: Pair[] = [];
    const ours = numbered(hunk).map((line, at): Laid => {
      const fate = fates.get(at);
      const start = fate?.partner ? starts.get(fate.partner.hunk) : undefined;
      if (fate?.partner && start !== undefined)
        pairs.push({ ours: at, theirs: start + fate.partner.at, match: fate.kind });
      return { line, match: fate ? (fate.kind === 'none' ? 'none' : 'moved') : null };
    });
    const [first] = starts.keys();
    return {
      header: hunkHeader(hunk),
      upstreamHeader: first ? hunkHeader(first) : null,
      ...this.coverageOf(span),
      rows: alignRows(ours, theirs, pairs),
    };
  }

  private theirLines(hunk: Hunk): Laid[] {
    const taken = this.taken.get(hunk);
    return numbered(hunk).map((line, at) => {
      const carries = isChange(line) && line.text.trim() !== '';
      return { line, match: carries ? (taken?.has(at) ? 'moved' : 'none') : null };
    });
  }

  /** The fates of a hunk's lines by their place in it; those that carry nothing have none. */
  private fatesIn(span: HunkSpan | undefined): Map<number, LineFate> {
    const rows = span ? this.patch.lines.inHunk.slice(span.start, span.end) : [];
    return new Map(rows.map((at, row) => [at, this.fates[(span?.start ?? 0) + row] ?? NO_FATE]));
  }

  private coverageOf(span: HunkSpan | undefined): { coverage: number | null } {
    return { coverage: span ? hunkCoverage(this.patch, span, this.fates).coverage : null };
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function keyOf(file: number, hunk: number): string {
  return `${file}:${hunk}`;
}

function mostVoted(votes: ReadonlyMap<HunkSpan, number>): HunkSpan {
  return [...votes].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

function numbered(hunk: Hunk): SideLine[] {
  let [before, after] = [hunk.oldStart, hunk.newStart];
  return hunk.lines.map(({ sign, text }) => {
    const number = sign === '-' ? before : after;
    if (sign !== '+') before += 1;
    if (sign !== '-') after += 1;
    return { sign, text, number };
  });
}

function isChange({ sign }: Pick<SideLine, 'sign'>): boolean {
  return sign === '+' || sign === '-';
}

function nameOf(file: FileChange): string {
  return file.newPath ?? file.oldPath ?? '';
}
