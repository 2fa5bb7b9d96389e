// The form of files that are checked when they are read: a first line that says what the rest is and bears a checksum, then the rest.
import { createHash } from 'node:crypto';

/** What a whole file holds. */
export interface CheckedFile {
  /** What its first line says. */
  readonly head: string;
  /** All behind that line: bytes of the file that was given, not copied. */
  readonly body: Buffer;
}

/** Makes the content of a file. `head` is one line of Latin-1 that says what the body is; a body may come in pieces. */
export function seal(head: string, body: string | Buffer | readonly Buffer[]): Buffer {
  const pieces = typeof body === 'string' ? [Buffer.from(body, 'utf8')] : Buffer.isBuffer(body) ? [body] : body;
  return Buffer.concat([Buffer.from(`${head} ${checksumOf(head, pieces)}\n`, 'latin1'), ...pieces]);
}

/** What was sealed, or null when it is not all there, or not as it was written. Only our own data can bear the checksum. */
export function unseal(content: Buffer): CheckedFile | null {
  const { head, checksum, body } = parts(content);
  return checksum === checksumOf(head, [body]) ? { head, body } : null;
}

/** The checksum that a sealed file bears: 64 hex digits. */
export function checksumIn(content: Buffer): string {
  return parts(content).checksum;
}

function parts(content: Buffer): CheckedFile & { readonly checksum: string } {
  const end = content.indexOf('\n');
  const line = content.toString('latin1', 0, Math.max(0, end));
  const blank = line.lastIndexOf(' ');
  return { head: line.slice(0, Math.max(0, blank)), checksum: line.slice(blank + 1), body: content.subarray(end + 1) };
}

/** Of the first line too: it may hold lengths by which the body is read. */
function checksumOf(head: string, body: readonly Buffer[]): string {
  const hash = createHash('sha256').update(`${head}\n`, 'latin1');
  for (const piece of body) hash.update(piece);
  return hash.digest('hex');
}
