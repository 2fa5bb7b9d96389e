// Bytes to text: UTF-8 where it is valid, Latin-1 where it is not, so that nothing is lost and equal bytes stay equal.

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes `buffer[start, end)`. */
export function decodeText(buffer: Buffer, start = 0, end = buffer.length): string {
  let ascii = true;
  for (let at = start; at < end && ascii; at++) ascii = (buffer[at] as number) < 0x80;
  if (ascii) return buffer.toString('latin1', start, end);
  try {
    return utf8.decode(buffer.subarray(start, end));
  } catch {
    return buffer.toString('latin1', start, end);
  }
}

/** A copy of its own: a slice would keep all of the long text it was cut from in memory. */
export function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
