// One mail from its bytes. MIME, encodings and charsets are postal-mime's; here is only what becomes of its answer.
import type { Address, Email } from 'postal-mime';
import type { Person } from '../model/patch.js';
import { decodeText } from '../patch/decode.js';
import type { Mail } from './mail.js';

/** Parts may be nested: deeper than this no mailer writes. */
const MOST_NESTED = 32;
/** Headers of a mail from a list have some kilobytes. */
const MOST_HEADER_BYTES = 256 * 1024;

/** Parses a mail. Half-broken ones give what can be read; throws Error for one that is no mail at all, or nested to do harm. */
export async function parseMail(raw: Buffer): Promise<Mail> {
  const { head, body } = cut(raw);
  const plainBody = charsetOf(head, body);
  // A body that is plain text as it stands needs no MIME: passing it by makes archives of lists four times as fast.
  // Loaded with the first mail: most runs read none.
  const { default: PostalMime } = await import('postal-mime');
  const email = await PostalMime.parse(plainBody === null ? raw : head, {
    maxNestingDepth: MOST_NESTED,
    maxHeadersSize: MOST_HEADER_BYTES,
    attachmentEncoding: 'arraybuffer',
  });
  if (email.headers.length === 0) throw new Error('it has no header');
  return {
    messageId: idsIn(email.messageId)[0] ?? null,
    inReplyTo: idsIn(email.inReplyTo)[0] ?? null,
    references: idsIn(email.references),
    from: personOf(email),
    to: [...(email.to ?? []), ...(email.cc ?? [])].flatMap(addressesOf),
    date: dateOf(email),
    subject: (email.subject ?? '').replace(/\s+/gu, ' ').trim(),
    text: plain(plainBody ?? email.text ?? ''),
    attached: email.attachments.flatMap(diffIn),
  };
}

function cut(raw: Buffer): { head: Buffer; body: Buffer } {
  const blank = /\r?\n\r?\n/.exec(raw.toString('latin1', 0, MOST_HEADER_BYTES));
  const end = blank ? blank.index + blank[0].length : raw.length;
  return { head: raw.subarray(0, end), body: raw.subarray(end) };
}

/** The body as text when it is plain, as most mails of a list are; null when MIME has to be undone. */
function charsetOf(head: Buffer, body: Buffer): string | null {
  const lines = head.toString('latin1').replace(/\r?\n[ \t]+/g, ' ');
  const type = /^content-type:\s*(.*)$/im.exec(lines)?.[1] ?? 'text/plain';
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(lines)?.[1] ?? '7bit';
  if (!/^text\/plain\b/i.test(type) || /\bformat="?flowed/i.test(type)) return null;
  if (!/^(?:7bit|8bit|binary)$/i.test(encoding)) return null;
  const charset = /\bcharset="?([\w.:-]+)/i.exec(type)?.[1] ?? 'us-ascii';
  // Mailers that say ASCII, or UTF-8, and send other bytes are common: what the bytes are decides.
  if (/^(?:us-ascii|utf-?8|unknown.*|x-unknown)$/i.test(charset)) return decodeText(body);
  try {
    return new TextDecoder(charset).decode(body);
  } catch (error) {
    if (error instanceof RangeError) return decodeText(body);
    throw error;
  }
}

function idsIn(header: string | undefined): string[] {
  const marked = [...(header ?? '').matchAll(/<([^<>\s]+)>/g)].map((found) => found[1] ?? '');
  if (marked.length > 0) return marked;
  return (header ?? '').split(/\s+/).filter((word) => word.includes('@'));
}

function personOf(email: Email): Person {
  const from = email.from;
  if (!from) return { name: '', email: '' };
  const { name, address } = from.group === undefined ? from : (from.group[0] ?? { name: from.name, address: '' });
  // Lists that rewrite senders for DMARC keep the real one here.
  const real = /\bvia\b/i.test(name) ? email.replyTo?.flatMap(addressesOf)[0] : undefined;
  return { name: name.replace(/\s+via\s.*$/i, '').trim(), email: (real ?? address ?? '').toLowerCase() };
}

function addressesOf(address: Address): string[] {
  const all = address.group === undefined ? [address] : address.group;
  return all.map((mailbox) => mailbox.address.toLowerCase()).filter((text) => text !== '');
}

function dateOf(email: Email): number | null {
  const received = email.headers
    .find((header) => header.key === 'received')
    ?.value.split(';')
    .at(-1);
  for (const text of [email.date, received]) {
    const time = Date.parse(text ?? '');
    if (!Number.isNaN(time)) return Math.floor(time / 1000);
  }
  return null;
}

/** Patches sent as files: text of any kind that has a diff in it. */
function diffIn({ mimeType, filename, content }: Email['attachments'][number]): string[] {
  if (!/^text\/|octet-stream|x-(?:patch|diff)/.test(mimeType) && !/\.(?:patch|diff|txt)$/i.test(filename ?? ''))
    return [];
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
  const text = plain(decodeText(bytes));
  return /^(?:diff --git |--- \S)/m.test(text) ? [text] : [];
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
