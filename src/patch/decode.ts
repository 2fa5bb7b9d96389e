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

/** Decodes records with a NUL between them: all at once, unless there is something in them that is no UTF-8. */
export function decodeRecords(buffer: Buffer): string[] {
  const text = buffer.toString('utf8');
  if (!text.includes(REPLACEMENT)) return text.split('\0');
  const texts: string[] = [];
  for (let start = 0; start <= buffer.length; ) {
    const end = buffer.indexOf(0, start);
    texts.push(decodeText(buffer, start, end < 0 ? buffer.length : end));
    start = end < 0 ? buffer.length + 1 : end + 1;
  }
  return texts;
}

/** What decoders put where bytes are no UTF-8. */
const REPLACEMENT = '\uFFFD';

/** A copy of its own: a slice would keep all of the long text it was cut from in memory. */
export function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
