// Cuts an mbox into its mails as it streams by: mboxo and mboxrd, lines that end in LF or CRLF.

const NEWLINE = 10;
const FROM = Buffer.from('From ');
/** `From sender Mon Jan  2 15:04:05 2006`: only a line with a date begins a mail, and only behind a blank one. */
const BEGINS = /^From \S.*\d{1,2}:\d{2}.*\d{4}/;
/** No mail of a list is larger; what is gets cut here, so that a file that is no mbox does not fill the memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A mail in the mbox: its bytes without the `From ` line, quoted `>From ` restored, and where it ends in the file. */
export interface MboxMail {
  readonly raw: Buffer;
  /** Offset of its `From ` line. */
  readonly start: number;
  /** Offset behind its last byte. */
  readonly end: number;
}

/** Yields the mails of an mbox. What stands before the first `From ` line is passed over. `offset` is that of the first byte. */
export async function* splitMbox(source: AsyncIterable<Buffer>, offset = 0): AsyncGenerator<MboxMail> {
  let lines: Buffer[] | null = null;
  let [start, at, bytes] = [offset, offset, 0];
  let blank = true;
  for await (const line of linesOf(source)) {
    const begins = blank && line.subarray(0, FROM.length).equals(FROM) && BEGINS.test(line.toString('latin1', 0, 200));
    if (begins) {
      if (lines) yield { raw: mailOf(lines), start, end: at };
      [lines, start, bytes] = [[], at, 0];
    } else if (lines && bytes + line.length <= MOST_BYTES) {
      lines.push(line);
      bytes += line.length;
    }
    at += line.length;
    blank = line.length === 1 || (line.length === 2 && line[0] === 13);
  }
  if (lines) yield { raw: mailOf(lines), start, end: at };
}

function mailOf(lines: readonly Buffer[]): Buffer {
  return Buffer.concat(lines.map((line) => (isQuoted(line) ? line.subarray(1) : line)));
}

/** `>From ` and, as mboxrd has it, `>>From `: one mark is taken away. */
function isQuoted(line: Buffer): boolean {
  if (line[0] !== 62) return false;
  let at = 0;
  while (line[at] === 62) at += 1;
  return line.subarray(at, at + FROM.length).equals(FROM);
}

/** Lines with their ends, whatever the chunks. */
async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const piece = chunk.subarray(start, end + 1);
      yield rest.length > 0 ? Buffer.concat([...rest, piece]) : piece;
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
