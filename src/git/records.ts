// Cuts git's streamed output at a delimiter byte, without copying what lies within one chunk.

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
