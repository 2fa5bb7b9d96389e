// Reads the text of a patch file as people and tools write them: git's and `diff -u`'s forms, with whatever stands around them.
import type { RawFile, RawHunk } from './raw-patch.js';
import { traditionalNames } from './patch-names.js';
import { decodeText } from './decode.js';
import { type FileHeader, headerOf, hunkRange, readHeaderLine } from './scan.js';

/** Something of a patch file that could not be read; `line` counts from 1. */
export interface Problem {
  readonly line: number;
  readonly says: string;
}

export interface PatchText {
  /** What stands above the first diff, decoded, without line end. */
  readonly preamble: string;
  readonly files: readonly RawFile[];
  readonly problems: readonly Problem[];
  /** True when a change stands in it that is in none of `files`: nothing may be concluded from what is there. */
  readonly lost: boolean;
}

/**
 * Parses any bytes; never throws. `strip` is how many leading path components the names carry that upstream's tree does
 * not have (`patch -p`); names of git's form carry one.
 */
export function parsePatchText(text: Buffer, strip: number): PatchText {
  const reading = new Reading(text.toString('latin1').split('\n'), strip);
  while (reading.step());
  return reading.finish();
}

type Draft = { -readonly [Key in keyof RawFile]: RawFile[Key] } & { hunks: RawHunk[] };

class Reading {
  private at = 0;
  private preambleEnd = -1;
  private readonly files: Draft[] = [];
  private readonly problems: Problem[] = [];
  /** The header of a file in git's form whose `---` line may still follow. */
  private git: FileHeader | null = null;
  private lost = false;
  /** True below a hunk that ended before its time: what looks like a change there was part of it. */
  private cutShort = false;

  constructor(
    private readonly lines: readonly string[],
    private readonly strip: number,
  ) {}

  /** Reads on by a line or more; false at the end. */
  step(): boolean {
    const line = this.lines[this.at];
    if (line === undefined) return false;
    if (line.startsWith('diff --git ')) this.beginGit(line);
    else if (line.startsWith('--- ') && this.lines[this.at + 1]?.startsWith('+++ ')) this.beginNamed(line);
    else if (line.startsWith('@@ ') && hunkRange(line)) this.hunk(line);
    else if (line.startsWith('*** ') && this.lines[this.at + 1]?.startsWith('--- ')) this.contextDiff();
    else if (this.git) this.gitLine(line);
    else this.other(line);
    return true;
  }

  finish(): PatchText {
    this.closeGit();
    for (const file of this.files) {
      if (!file.binary && file.hunks.length === 0 && !changesMore(file))
        this.lose(file.line, 'nothing of what is changed in the file can be read');
    }
    if (this.files.length === 0 && this.lines.some((line) => !SAYS_NOTHING.test(line)))
      this.lose(1, 'no unified diff is found in it');
    const end = this.preambleEnd < 0 ? this.lines.length : this.preambleEnd;
    return {
      preamble: decoded(this.lines.slice(0, end).join('\n')),
      files: this.files,
      problems: this.problems,
      lost: this.lost,
    };
  }

  private begin(): void {
    this.closeGit();
    this.cutShort = false;
    if (this.preambleEnd < 0) this.preambleEnd = this.at;
  }

  private beginGit(line: string): void {
    this.begin();
    this.git = headerOf(decoded(line));
    this.files.push(gitFile(this.git, this.at + 1));
    this.at += 1;
  }

  /** `---` and `+++`: of the file in git's form that was begun, else a file of its own. */
  private beginNamed(line: string): void {
    const next = this.lines[this.at + 1] ?? '';
    if (this.git) {
      readHeaderLine(this.git, decoded(line));
      readHeaderLine(this.git, decoded(next));
      this.closeGit();
    } else {
      this.begin();
      this.files.push({
        ...NO_FILE,
        ...traditionalNames(decoded(line), decoded(next), this.strip),
        line: this.at + 1,
        hunks: [],
      });
    }
    this.at += 2;
  }

  private gitLine(line: string): void {
    if (
      /^(?:index|old mode|new mode|new file mode|deleted file mode|rename|copy|similarity|dissimilarity|Binary|GIT binary)/.test(
        line,
      )
    ) {
      if (this.git) readHeaderLine(this.git, decoded(line));
    } else this.closeGit();
    this.at += 1;
  }

  private closeGit(): void {
    const file = this.files.at(-1);
    if (!this.git || !file) return;
    Object.assign(file, gitFile(this.git, file.line), { hunks: file.hunks });
    if (file.binary && file.newBlob === null)
      this.lose(file.line, 'a binary change without whole blob ids cannot be read');
    this.git = null;
  }

  private hunk(line: string): void {
    this.closeGit();
    const range = hunkRange(line);
    const file = this.files.at(-1);
    const from = this.at;
    this.at += 1;
    if (!range) return;
    const body = this.body(range.oldLines, range.newLines);
    this.cutShort = body.cutShort;
    if (!file) this.lose(from + 1, 'a hunk without a file name above it cannot be read');
    else {
      file.hunks.push({ ...range, ...body.counts, section: decoded(range.section), lines: body.lines });
      if (body.whole) return;
      file.broken = true;
      this.problem(from + 1, 'the hunk has not as many lines as its header counts');
    }
  }

  private body(oldLines: number, newLines: number) {
    const lines: string[] = [];
    let [oldLeft, newLeft] = [oldLines, newLines];
    for (; this.at < this.lines.length; this.at++) {
      const line = this.lines[this.at] ?? '';
      const isMark = line.startsWith('\\');
      // People edit hunks and leave the figures: what goes on like a hunk belongs to it.
      const over = oldLeft <= 0 && newLeft <= 0;
      if (!isMark && over && !(/^[-+][^-+ ]/.test(line) && line.length > 1)) break;
      // The text ends in a line end: what `split` gives behind it is no line.
      if (line === '' && this.at === this.lines.length - 1) break;
      if (isMark ? lines.length === 0 : !/^(?:[-+ ]|$)/.test(line)) break;
      // Editors strip the blank of an empty context line, mail programs add a carriage return to it.
      lines.push(line === '' ? ' ' : line);
      if (line.startsWith('+')) newLeft -= 1;
      else if (line.startsWith('-')) oldLeft -= 1;
      else if (!isMark) [oldLeft, newLeft] = [oldLeft - 1, newLeft - 1];
    }
    const counts = { oldLines: oldLines - oldLeft, newLines: newLines - newLeft };
    return { lines, counts, whole: oldLeft === 0 && newLeft === 0, cutShort: oldLeft > 0 || newLeft > 0 };
  }

  private contextDiff(): void {
    this.begin();
    this.lose(this.at + 1, 'a context diff (`***`) cannot be read: only unified diffs can');
    this.at += 2;
  }

  private other(line: string): void {
    if (/^Binary files .* differ$/.test(line)) this.lose(this.at + 1, 'a binary change cannot be read');
    else if (this.files.length > 0 && line.startsWith('@@')) this.lose(this.at + 1, 'the hunk cannot be read');
    else if (this.cutShort && /^[-+]/.test(line) && !SIGNATURE.test(line)) {
      this.cutShort = false;
      this.lose(this.at + 1, 'a line that is no part of a diff cuts a hunk in two');
    }
    this.at += 1;
  }

  private lose(line: number, says: string): void {
    this.lost = true;
    this.problem(line, says);
  }

  private problem(line: number, says: string): void {
    this.problems.push({ line, says });
  }
}

const NO_FILE: Omit<RawFile, 'line' | 'names' | 'added' | 'removed' | 'hunks'> = {
  from: null,
  oldMode: null,
  newMode: null,
  newBlob: null,
  binary: false,
  broken: false,
};

/** Blank lines, and the keyword lines of CVS: all that stands in a patch file that was emptied. */
const SAYS_NOTHING = /^\s*(?:\$[^$]*\$\s*)?$/;
/** What mail programs put above a signature. */
const SIGNATURE = /^-- ?\r?$/;

/** Does its header tell of a change by itself: another name or mode, a file without content? */
function changesMore({ from, added, removed, oldMode, newMode }: Draft): boolean {
  return from !== null || added || removed || oldMode !== newMode;
}

function gitFile(header: FileHeader, line: number): Draft {
  const { oldPath, newPath, oldMode, newMode, newBlob, binary, renamed } = header;
  const name = newPath ?? oldPath;
  return {
    line,
    names: name === null ? [] : [name],
    from: renamed ? oldPath : null,
    added: oldPath === null,
    removed: newPath === null,
    oldMode,
    newMode,
    newBlob: /^[0-9a-f]{40,64}$/.test(newBlob ?? '') ? newBlob : null,
    binary,
    broken: false,
    hunks: [],
  };
}

function decoded(latin1: string): string {
  return decodeText(Buffer.from(latin1, 'latin1'));
}
