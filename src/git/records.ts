// Cuts git's streamed output at a delimiter byte, without copying what lies within one chunk.
import { decodeRecords } from '../patch/decode.js';

/** The byte that ends a line. */
export const NEWLINE = 10;

/** Yields each record of a stream without its delimiter (NUL unless given); a last record without one is yielded too. Returns what the source returns. */
export async function* splitRecords<R>(source: AsyncGenerator<Buffer, R>, delimiter = 0): AsyncGenerator<Buffer[], R> {
  // A record of many megabytes comes in thousands of chunks: they are joined once, not once a chunk.
  let rest: Buffer[] = [];
  for (;;) {
    const step = await source.next();
    if (step.done) {
      if (rest.length > 0) yield [Buffer.concat(rest)];
      return step.value;
    }
    const records: Buffer[] = [];
    let start = 0;
    for (;;) {
      const end = step.value.indexOf(delimiter, start);
      if (end < 0) break;
      const piece = step.value.subarray(start, end);
      records.push(rest.length > 0 ? Buffer.concat([...rest, piece]) : piece);
      rest = [];
      start = end + 1;
    }
    if (start < step.value.length) rest.push(step.value.subarray(start));
    if (records.length > 0) yield records;
  }
}

/** The same for lines. */
export function splitLines<R>(source: AsyncGenerator<Buffer, R>): AsyncGenerator<Buffer[], R> {
  return splitRecords(source, NEWLINE);
}

/**
 * Yields the NUL-ended records of a stream as text (patch/decode.ts), all that a chunk ends at once: decoding them one by
 * one takes several times as long. They are slices of one long string: what is kept for long should be a copy.
 */
export async function* splitTexts<R>(source: AsyncGenerator<Buffer, R>): AsyncGenerator<string[], R> {
  let rest: Buffer[] = [];
  for (;;) {
    const step = await source.next();
    if (step.done) {
      if (rest.length > 0) yield decodeRecords(Buffer.concat(rest));
      return step.value;
    }
    const end = step.value.lastIndexOf(0);
    if (end >= 0) yield decodeRecords(Buffer.concat([...rest.splice(0), step.value.subarray(0, end)]));
    if (end + 1 < step.value.length) rest.push(step.value.subarray(end + 1));
  }
}
