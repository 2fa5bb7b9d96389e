// Cuts git's streamed output at a delimiter byte, without copying what lies within one chunk.

/** Yields each record of a stream without its delimiter (NUL unless given); a last record without one is yielded too. Returns what the source returns. */
export async function* splitRecords<R>(source: AsyncGenerator<Buffer, R>, delimiter = 0): AsyncGenerator<Buffer[], R> {
  let rest: Buffer = Buffer.alloc(0);
  for (;;) {
    const step = await source.next();
    if (step.done) {
      if (rest.length > 0) yield [rest];
      return step.value;
    }
    const records: Buffer[] = [];
    let start = 0;
    for (;;) {
      const end = step.value.indexOf(delimiter, start);
      if (end < 0) break;
      const piece = step.value.subarray(start, end);
      records.push(rest.length > 0 ? Buffer.concat([rest, piece]) : piece);
      rest = Buffer.alloc(0);
      start = end + 1;
    }
    if (start < step.value.length) rest = Buffer.concat([rest, step.value.subarray(start)]);
    if (records.length > 0) yield records;
  }
}
