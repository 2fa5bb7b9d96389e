// Series of mailed patches: which mails were sent together, which series are versions of one, and which version counts.
import type { Mail } from '../mail/index.js';
import { plainSubject } from '../patch/message.js';
import type { FoundPatch, Remark } from './reader.js';

/** A mail with a patch, or a cover letter, which has none. */
export interface Posted {
  readonly mail: Mail;
  readonly series: { readonly version: number; readonly part: number; readonly of: number };
  readonly subject: string;
  readonly patch: FoundPatch | null;
}

interface Posting {
  readonly key: string;
  readonly root: string | null;
  readonly version: number;
  readonly of: number;
  readonly parts: Map<number, Posted>;
}

/**
 * The patches of the newest version of each series, in the order in which the series first came. Earlier versions of a
 * patch give it their message ids: whoever applied one of them may have written that down.
 */
export function newestVersions(posted: readonly Posted[]): { patches: FoundPatch[]; remarks: Remark[] } {
  const patches: FoundPatch[] = [];
  const remarks: Remark[] = [];
  for (const versions of sameSeries(postingsOf(posted))) {
    const newest = versions.reduce((a, b) =>
      b.version > a.version || (b.version === a.version && dateOf(b) > dateOf(a)) ? b : a,
    );
    const parts = [...newest.parts].sort(([a], [b]) => a - b);
    for (const [, { patch, subject }] of parts) if (patch) patches.push(withIds(patch, subject, versions));
    remarks.push(...missingParts(newest));
  }
  return { patches, remarks };
}

/** Mails of one author with one version and count: of one thread, or, where mails name no other, until a part comes again. */
function postingsOf(posted: readonly Posted[]): Posting[] {
  const postings: Posting[] = [];
  for (const one of posted) {
    const { version, part, of } = one.series;
    const { from, messageId, references, inReplyTo } = one.mail;
    const key = of === 1 ? `${plainSubject(one.subject)}/${version}` : `${from.email}/${version}/${of}`;
    const above = references[0] ?? inReplyTo;
    const fits = postings.findLast(
      (posting) =>
        posting.key === key &&
        !posting.parts.has(part) &&
        (above === null || posting.root === null || posting.root === above),
    );
    const posting = fits ?? { key, root: above ?? messageId, version, of, parts: new Map<number, Posted>() };
    posting.parts.set(part, one);
    if (!fits) postings.push(posting);
  }
  return postings;
}

/** Postings that share the subject of a patch, or of the cover letter, are versions of one series. */
function sameSeries(postings: readonly Posting[]): Posting[][] {
  const groups: { subjects: Set<string>; postings: Posting[] }[] = [];
  for (const posting of postings) {
    const subjects = new Set(
      [...posting.parts.values()].map(({ subject }) => plainSubject(subject)).filter((text) => text !== ''),
    );
    const joined = groups.filter((group) => [...subjects].some((subject) => group.subjects.has(subject)));
    const [first] = joined;
    if (!first) {
      groups.push({ subjects, postings: [posting] });
      continue;
    }
    for (const subject of subjects) first.subjects.add(subject);
    first.postings.push(posting);
    for (const other of joined.slice(1)) {
      for (const subject of other.subjects) first.subjects.add(subject);
      first.postings.push(...other.postings);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups.map((group) => group.postings);
}

function dateOf({ parts }: Posting): number {
  return Math.max(...[...parts.values()].map(({ mail }) => mail.date ?? 0));
}

function withIds(patch: FoundPatch, subject: string, versions: readonly Posting[]): FoundPatch {
  const same = versions
    .flatMap(({ parts }) => [...parts.values()])
    .filter((one) => plainSubject(one.subject) === plainSubject(subject));
  const ids = same.flatMap(({ mail }) => (mail.messageId === null ? [] : [`Message-Id: <${mail.messageId}>`]));
  return ids.length === 0 ? patch : { ...patch, message: `${patch.message}\n\n${[...new Set(ids)].join('\n')}` };
}

function missingParts({ of, parts }: Posting): Remark[] {
  const first = [...parts.values()].find(({ patch }) => patch !== null)?.patch;
  if (!first) return [];
  const missing = Array.from({ length: of }, (_, place) => place + 1).filter((part) => !parts.has(part));
  if (missing.length === 0) return [];
  const says = `of the ${of} patches of this series ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not here`;
  return [{ path: first.path, line: first.line, says }];
}
