// Walks the bytes of a git diff and tells what stands where: the one reader of diffs, for the bulk path and for parsing.
import { decodeText } from './decode.js';
import { unquotePath } from './unquote.js';

/** What a file's header lines say. Paths are null for /dev/null, blobs and modes where git names none. */
export interface FileHeader {
  oldPath: string | null;
  newPath: string | null;
  oldBlob: string | null;
  newBlob: string | null;
  oldMode: string | null;
  newMode: string | null;
  renamed: boolean;
  binary: boolean;
}

/** What to call on the way. Offsets are into the scanned buffer; a line's range leaves out sign and line end. */
export interface DiffVisitor {
  /** Once for each file, before its hunks, when its header is complete. */
  file(header: FileHeader): void;
  hunk(oldStart: number, newStart: number, section: string): void;
  line(sign: '+' | '-' | ' ', start: number, end: number): void;
}

const NEWLINE = 10;
const PLUS = 43;
const MINUS = 45;
const SPACE = 32;
const BACKSLASH = 92;

/** Scans one commit's diff. Never throws: what is not understood is passed over. */
export function scanDiff(buffer: Buffer, visitor: DiffVisitor): void {
  const scan = new DiffScan(buffer, visitor);
  for (let start = 0; start < buffer.length; ) {
    const found = buffer.indexOf(NEWLINE, start);
    const end = found < 0 ? buffer.length : found;
    scan.line(start, end);
    start = end + 1;
  }
  scan.tellFile();
}

/** Where in a diff one is: in which file, and how many lines its hunk still has on either side. */
class DiffScan {
  private header: FileHeader | null = null;
  private told = false;
  private oldLeft = 0;
  private newLeft = 0;

  constructor(
    private readonly buffer: Buffer,
    private readonly visitor: DiffVisitor,
  ) {}

  line(start: number, end: number): void {
    const first = this.buffer[start];
    if ((this.oldLeft > 0 || this.newLeft > 0) && isBody(first, end - start)) this.bodyLine(first, start, end);
    else {
      this.oldLeft = 0;
      this.newLeft = 0;
      if (first !== SPACE && first !== BACKSLASH) this.headLine(decodeText(this.buffer, start, end));
    }
  }

  /** Tells the visitor of the file, once, when its header is over. */
  tellFile(): void {
    if (this.header && !this.told) this.visitor.file(this.header);
    this.told = true;
  }

  private bodyLine(first: number | undefined, start: number, end: number): void {
    if (first === BACKSLASH) return;
    if (first !== PLUS) this.oldLeft -= 1;
    if (first !== MINUS) this.newLeft -= 1;
    const sign = first === PLUS ? '+' : first === MINUS ? '-' : ' ';
    this.visitor.line(sign, Math.min(start + 1, end), end);
  }

  private headLine(text: string): void {
    if (text.startsWith('diff --git ')) {
      this.tellFile();
      this.header = headerOf(text);
      this.told = false;
    } else if (this.header && text.startsWith('@@ ')) {
      const range = hunkRange(text);
      if (range) this.beginHunk(range);
    } else if (this.header && !this.told) readHeaderLine(this.header, text);
  }

  private beginHunk({ oldStart, oldLines, newStart, newLines, section }: HunkRange): void {
    this.tellFile();
    [this.oldLeft, this.newLeft] = [oldLines, newLines];
    this.visitor.hunk(oldStart, newStart, section);
  }
}

/** An empty line within a hunk is an empty context line whose blank was stripped on the way. */
function isBody(first: number | undefined, length: number): boolean {
  return first === PLUS || first === MINUS || first === SPACE || first === BACKSLASH || length === 0;
}

/** What a `@@` line says. */
interface HunkRange {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly section: string;
}

/** The figures of a `@@` line, or null when it is none. */
export function hunkRange(text: string): HunkRange | null {
  const match = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/s.exec(text);
  if (!match) return null;
  const [, oldStart, oldLines = '1', newStart, newLines = '1', section = ''] = match;
  return {
    oldStart: Number(oldStart),
    oldLines: Number(oldLines),
    newStart: Number(newStart),
    newLines: Number(newLines),
    section,
  };
}

/** The two names of `diff --git a/x b/x` count where no later line names the file: mode changes, binary and empty files. */
export function headerOf(text: string): FileHeader {
  const names = text.slice('diff --git '.length);
  const quoted = /^("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|\S+)$/.exec(names);
  const middle = (names.length - 1) / 2;
  const equal = names[middle] === ' ' && names.slice(2, middle) === names.slice(middle + 3);
  const [left, right] = quoted
    ? [quoted[1], quoted[2]]
    : equal
      ? [names.slice(0, middle), names.slice(middle + 1)]
      : [null, null];
  return {
    oldPath: left ? pathOf(left) : null,
    newPath: right ? pathOf(right) : null,
    oldBlob: null,
    newBlob: null,
    oldMode: null,
    newMode: null,
    renamed: false,
    binary: false,
  };
}

/** Takes over what one line of a file's header says; other lines are passed over. */
export function readHeaderLine(header: FileHeader, text: string): void {
  const [, word = '', value = ''] =
    /^(---|\+\+\+|index|old mode|new mode|new file mode|deleted file mode|rename from|rename to|Binary files|GIT binary patch)(?: (.*))?$/s.exec(
      text,
    ) ?? [];
  if (word === '---') header.oldPath = pathOf(value);
  else if (word === '+++') header.newPath = pathOf(value);
  else if (word === 'rename from') [header.oldPath, header.renamed] = [unquotePath(value), true];
  else if (word === 'rename to') [header.newPath, header.renamed] = [unquotePath(value), true];
  else if (word === 'old mode') header.oldMode = value;
  else if (word === 'new mode') header.newMode = value;
  else if (word === 'new file mode') [header.oldPath, header.newMode] = [null, value];
  else if (word === 'deleted file mode') [header.newPath, header.oldMode] = [null, value];
  else if (word === 'Binary files' || word === 'GIT binary patch') header.binary = true;
  else if (word === 'index') {
    const [, oldBlob = null, newBlob = null, mode] = /^([0-9a-f]+)\.\.([0-9a-f]+)(?: (\d+))?$/.exec(value) ?? [];
    [header.oldBlob, header.newBlob] = [oldBlob, newBlob];
    if (mode) [header.oldMode, header.newMode] = [header.oldMode ?? mode, header.newMode ?? mode];
  }
}

/** `a/x`, `"b/x"`, `/dev/null`; git ends a name that holds blanks with a tab. */
function pathOf(word: string): string | null {
  const path = unquotePath(word.replace(/\t$/, ''));
  return path === '/dev/null' ? null : path.replace(/^[ab]\//, '');
}
