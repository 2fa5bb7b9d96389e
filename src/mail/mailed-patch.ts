// A mail as the patch it carries: author, message and diff, as `git am` would take them.
import type { Person } from '../model/patch.js';
import type { Mail, MailedPatch } from './mail.js';
import { splitDiff } from './mail-diff.js';
import { isReply, parsePatchSubject } from './patch-subject.js';

const SINGLE = { version: 1, part: 1, of: 1, tags: [] };

/** The patch in a mail, or null when it has none: no diff, or an answer that quotes one. */
export function mailedPatch(mail: Mail): MailedPatch | null {
  const told = parsePatchSubject(mail.subject);
  if (!told && isReply(mail.subject)) return null;
  const found = splitDiff(belowScissors(mail.text)) ?? attachedDiff(mail);
  if (!found) return null;
  const inBody = inBodyHeaders(found.words);
  const subject = inBody.subject ?? told?.subject ?? mail.subject;
  return {
    subject,
    message: [subject, inBody.rest].filter((part) => part !== '').join('\n\n'),
    author: inBody.from ?? mail.from,
    series: told?.series ?? SINGLE,
    diff: Buffer.from(found.diff, 'utf8'),
  };
}

function attachedDiff(mail: Mail): { words: string; diff: string } | null {
  for (const text of mail.attached) {
    const found = splitDiff(text);
    if (!found) continue;
    // A file made by `git format-patch` is a mail itself: its headers come before the message.
    const [head = '', ...body] = found.words.split('\n\n');
    return { words: /^From [0-9a-f]{40}|^From: /.test(head) ? body.join('\n\n') : mail.text, diff: found.diff };
  }
  return null;
}

/** What stands above `-- >8 --` is talk. Two plain tests: one pattern for both takes minutes on a long rule of dashes. */
function belowScissors(text: string): string {
  const lines = text.split('\n');
  const cut = lines.findIndex((line) => /^[-<>8% ]{4,80}$/.test(line) && /8<|>8/.test(line) && line.includes('--'));
  return cut < 0 ? text : lines.slice(cut + 1).join('\n');
}

/** `From:`, `Subject:` and `Date:` at the head of the body stand for the mail's own. */
function inBodyHeaders(words: string): { from: Person | null; subject: string | null; rest: string } {
  const lines = words.replace(/^\n+/, '').split('\n');
  let from: Person | null = null;
  let subject: string | null = null;
  let at = 0;
  for (; at < lines.length; at++) {
    const [, key = '', value = ''] = /^(From|Subject|Date):\s*(.+)$/i.exec(lines[at] ?? '') ?? [];
    if (key === '') break;
    if (/^from$/i.test(key)) from = personIn(value);
    if (/^subject$/i.test(key)) subject = parsePatchSubject(value)?.subject ?? value.trim();
  }
  const rest = at === 0 || (lines[at] ?? '') === '' ? lines.slice(at) : lines;
  return { from, subject, rest: rest.join('\n').trim() };
}

function personIn(text: string): Person | null {
  const [, name = '', email] = /^"?([^"<]*)"?\s*<([^>]+)>/.exec(text) ?? [];
  return email === undefined ? null : { name: name.trim(), email: email.trim().toLowerCase() };
}
