// What stands above a diff in a patch file: DEP-3 fields, a mail's header as `git format-patch` writes it, or free text.
import type { Person } from '../model/patch.js';

/** A patch's header in the form of a commit message, and who wrote it when. */
export interface PatchHeader {
  /** First line of what it says, without `[PATCH ...]`; '' when it says nothing. */
  readonly subject: string;
  /** Subject, blank line, body, blank line, the other fields as trailers. */
  readonly message: string;
  readonly author: Person | null;
  /** Seconds since 1970. */
  readonly date: number | null;
}

interface Field {
  readonly name: string;
  /** Continuation lines behind the first, without their blank; `.` stands for an empty one, as in Debian's control files. */
  readonly lines: readonly string[];
}

const FIELD = /^([A-Za-z][A-Za-z0-9-]*):(?:[ \t]+(.*)|)$/;
/** Fields that say what a commit message says in its first lines. */
const TOLD = [
  'subject',
  'description',
  'from',
  'author',
  'date',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
];
const BRACKETS = /^(?:\[[^\]]{0,60}\]\s*)+/;

/** Reads the text above the first diff; see DEP-3 (dep-team.pages.debian.net/deps/dep3) and git-format-patch(1). */
export function parsePatchHeader(preamble: string): PatchHeader {
  const lines = preamble.split('\n').map((line) => line.replace(/\r$/, ''));
  while (lines.length > 0 && (/^From [0-9a-f]{7,64} /.test(lines[0] ?? '') || lines[0]?.trim() === '')) lines.shift();
  const { fields, rest } = splitFields(lines);
  const body = bodyOf(rest);
  const told = (name: string) => fields.find((field) => field.name.toLowerCase() === name)?.lines;
  const title = told('subject') ?? told('description');
  // A subject that goes on in a second line is one line that a mail program folded; a description is a text.
  const words = told('subject') ? [(told('subject') ?? []).join(' ')] : (title ?? []);
  const [first = '', ...more] = words.length > 0 ? words : body.splice(0, 1);
  const subject = first.replace(BRACKETS, '').trim();
  const extra = told('subject') ? (told('description') ?? []) : [];
  const trailers = fields
    .filter(({ name }) => !TOLD.includes(name.toLowerCase()))
    .map((field) => `${field.name}: ${field.lines.join(' ').trim()}`);
  const parts = [subject, [...more, ...extra].join('\n'), body.join('\n'), trailers.join('\n')];
  return {
    subject,
    message: parts
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .join('\n\n'),
    author: personOf(told('from')?.[0] ?? told('author')?.[0]),
    date: dateOf(told('date')?.[0] ?? told('last-update')?.[0]),
  };
}

function splitFields(lines: readonly string[]): { fields: Field[]; rest: string[] } {
  const fields: { name: string; lines: string[] }[] = [];
  let at = 0;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, name, value = ''] = FIELD.exec(line) ?? [];
    const last = fields.at(-1);
    if (name !== undefined) fields.push({ name, lines: [value.trim()] });
    else if (last && /^[ \t]/.test(line)) last.lines.push(line.trim() === '.' ? '' : line.trim());
    // Prose may hold a colon too: a header begins at the top and is over at the first other line.
    else break;
  }
  return { fields, rest: lines.slice(at) };
}

/** The text up to git's `---`, behind which stands what is for reviewers only. A header field of DEP-3 may stand in it. */
function bodyOf(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => /^---\s*$/.test(line) || /^(?:Index: |diff -)/.test(line));
  const body = end < 0 ? [...lines] : lines.slice(0, end);
  while (body[0]?.trim() === '') body.shift();
  return body;
}

function personOf(text: string | undefined): Person | null {
  if (!text) return null;
  const [, name = '', email = ''] = /^"?([^"<]*?)"?\s*<([^>]*)>/.exec(text.trim()) ?? [];
  return email === '' ? { name: text.trim(), email: '' } : { name, email };
}

function dateOf(text: string | undefined): number | null {
  const time = Date.parse(text?.trim() ?? '');
  return Number.isNaN(time) ? null : Math.floor(time / 1000);
}
