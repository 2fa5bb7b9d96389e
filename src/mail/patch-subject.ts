// The subject of a mailed patch: `[RFC PATCH v2 03/12 for-9.0] area: what it does`.
import type { SeriesPlace } from './mail.js';

/** What the subject says beside the subject, or null when it is no patch: an answer, or a mail of another kind. */
export function parsePatchSubject(subject: string): { subject: string; series: SeriesPlace } | null {
  const [, brackets = '', rest = ''] = /^((?:\[[^\]]{0,80}\]\s*)+)(.*)$/s.exec(subject.trim()) ?? [];
  const words = brackets.split(/[[\]\s,]+/).filter((word) => word !== '');
  // Some mailers, and Patchwork, leave out the word and keep the numbers: `[v2,1/3]`.
  if (!words.some((word) => /^(?:RFC|RESEND|PULL|.*PATCH.*|\d{1,4}\/\d{1,4})$/i.test(word)) || words.some(isPull))
    return null;
  let series: Omit<SeriesPlace, 'tags'> = { version: 1, part: 1, of: 1 };
  const tags: string[] = [];
  for (const word of words) {
    const version = /^(?:PATCH)?v(\d{1,3})(?:\.\d+)?$/i.exec(word)?.[1];
    const [, part, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(word) ?? [];
    if (version !== undefined) series = { ...series, version: Number(version) };
    else if (part !== undefined) series = { ...series, part: Number(part), of: Number(of) };
    else if (!/^PATCH$/i.test(word)) tags.push(word);
  }
  return { subject: rest.trim(), series: { ...series, tags } };
}

/** A pull request repeats patches that were sent before. */
function isPull(word: string): boolean {
  return /^(?:GIT|PULL)$/i.test(word);
}

/** A subject without `Re:` and its kin, in any language that mailers put there. */
export function withoutReply(subject: string): string {
  return subject.replace(/^(?:\s*(?:re|aw|sv|vs|antw|fwd?|wg)\s*(?:\[\d+\])?\s*:\s*)+/i, '').trim();
}

/** True for answers. */
export function isReply(subject: string): boolean {
  return withoutReply(subject) !== subject.trim();
}
