// A mail as the index keeps it: what threads are made of, and a sketch of the diff it carries.
import { createHash } from 'node:crypto';
import { type Mail, mailedPatch, parsePatchSubject, withoutReply } from '../../mail/index.js';
import { layOut, type PatchLines } from '../../match/patch-lines.js';
import { wordCharacters } from '../../patch/line-key.js';
import { parseDiff } from '../../patch/parse-diff.js';
import { type Said, saidIn } from './said.js';

/** One line of the index. Keys that have no value are left out. */
export interface IndexedMail {
  /** Where it lies in the archive. */
  readonly at: string;
  readonly id: string;
  /** Ids of the mails above it, the nearest first. */
  readonly above: readonly string[];
  readonly by: { readonly name: string; readonly email: string };
  readonly date: number | null;
  readonly subject: string;
  /** Set for patches and cover letters: version, part, number of parts. */
  readonly series?: readonly [version: number, part: number, of: number];
  readonly draft?: true;
  /** b4's name for the series, which all its versions share; of patches and cover letters. */
  readonly chain?: string;
  /** Gerrit's name for the change. */
  readonly change?: string;
  readonly patch?: { readonly diff: string; readonly lines: string; readonly sketch: readonly number[] };
  readonly said?: readonly Said[];
}

/** Ids of mails above that are kept: where one is missing the next goes on. */
const KEPT_ABOVE = 4;
/** Lines by which a diff is recognised: with sixteen, one that has half of them in common is missed once in thousands. */
const SKETCH_LINES = 16;
/** Lines with fewer letters are in every diff. */
const TELLING_CHARACTERS = 8;

/** What the index keeps of a mail; a mail without an id is named by where it lies. */
export function indexedMail(mail: Mail, at: string, ignored: (path: string) => boolean): IndexedMail {
  const told = parsePatchSubject(mail.subject);
  const patch = mailedPatch(mail);
  const series = patch?.series ?? told?.series;
  const said = patch ? [] : saidIn(mail.text);
  const above = [mail.inReplyTo, ...mail.references.toReversed()].filter((id) => id !== null);
  return {
    at,
    id: mail.messageId ?? `no-id-${createHash('sha256').update(at).digest('hex').slice(0, 16)}`,
    above: [...new Set(above)].slice(0, KEPT_ABOVE),
    by: mail.from,
    date: mail.date,
    subject: patch?.subject ?? told?.subject ?? withoutReply(mail.subject),
    ...(series ? { series: [series.version, series.part, series.of] as const } : {}),
    ...(series?.tags.some((tag) => /^(?:RFC|WIP|DRAFT)$/i.test(tag)) ? { draft: true as const } : {}),
    ...(series ? namesIn(mail.text) : {}),
    ...(patch ? { patch: sketchOf(patch.diff, ignored) } : {}),
    ...(said.length > 0 ? { said } : {}),
  };
}

/** `change-id: 20230102-area-topic-0123456789ab` stands at the end of b4's mails, `Change-Id: I0123...` among the trailers of Gerrit's. */
function namesIn(text: string): Pick<IndexedMail, 'chain' | 'change'> {
  const names = [...text.matchAll(/^change-id:\s*(\S{8,120})\s*$/gim)].map(([, name = '']) => name.toLowerCase());
  const change = names.find((name) => /^i[0-9a-f]{8,64}$/.test(name));
  const chain = names.find((name) => /^\d{8}-/.test(name));
  return { ...(chain === undefined ? {} : { chain }), ...(change === undefined ? {} : { change }) };
}

/** The same address, or the same name. */
export function isSamePerson(one: IndexedMail['by'], other: IndexedMail['by']): boolean {
  return one.email === other.email || (one.name !== '' && one.name === other.name);
}

function sketchOf(diff: Buffer, ignored: (path: string) => boolean): NonNullable<IndexedMail['patch']> {
  const layout = layOut({ files: parseDiff(diff) }, ignored);
  return { ...layout.digest, sketch: tellingKeys(layout).slice(0, SKETCH_LINES) };
}

/** Signed keys of the lines that tell a diff from others, in an order that is the same for equal lines everywhere (bottom-k sketch, Broder 1997). */
function tellingKeys(layout: PatchLines): number[] {
  const keys = [...new Set(layout.keys)].filter((key) => wordCharacters(Math.floor(key / 2)) >= TELLING_CHARACTERS);
  return keys.sort((a, b) => shuffled(a) - shuffled(b));
}

function shuffled(key: number): number {
  return Math.imul((key % 0x100000000) ^ Math.floor(key / 0x100000000), 0x9e3779b1) >>> 0;
}
