// What git says of a commit, as far as it is kept: pure parsing, beside the reading.
import type { RawChange } from '../git/changes.js';
import type { CommitRecord } from '../git/commits.js';
import type { KnownCommit } from '../model/known.js';
import { blobKey, type MessageFacts, NO_FACTS } from '../model/patch.js';
import { detached } from '../patch/decode.js';
import { parseMessage, subjectOf } from '../patch/message.js';

/** A commit with what it changes (nothing for merges, and where that is not known). */
export function knownCommit(record: CommitRecord, changes: readonly RawChange[]): KnownCommit {
  const facts = parseMessage(record.message);
  const says =
    facts.citations.length + facts.reverts.length + facts.keys.length + facts.fixes.length > 0 ||
    facts.revertsSubject !== null;
  return {
    parents: record.parents,
    subject: detached(subjectOf(record.message)),
    author: { name: record.authorName, email: record.authorEmail },
    authorDate: record.authorDate,
    commitDate: record.commitDate,
    facts: says ? kept(facts) : NO_FACTS,
    paths: changes.map(({ path }) => path),
    blobs: changes.map(({ oldBlob, newBlob }) => blobKey(oldBlob, newBlob)),
    moved: changes.some(({ status }) => status === 'D') ? movedFiles(changes) : [],
  };
}

/** Pairs a deleted with an added file of the same content; content that stands in several files (empty ones) names none. */
function movedFiles(changes: readonly RawChange[]): [string, string][] {
  const gone = groupByBlob(
    changes.filter((change) => change.status === 'D'),
    'oldBlob',
  );
  const come = groupByBlob(
    changes.filter((change) => change.status === 'A'),
    'newBlob',
  );
  return [...gone].flatMap(([blob, from]) => {
    const to = come.get(blob);
    return from !== null && to != null ? [[detached(from), detached(to)] as [string, string]] : [];
  });
}

function groupByBlob(changes: readonly RawChange[], side: 'oldBlob' | 'newBlob'): Map<string, string | null> {
  const paths = new Map<string, string | null>();
  for (const change of changes) paths.set(change[side], paths.has(change[side]) ? null : change.path);
  return paths;
}

function kept(facts: MessageFacts): MessageFacts {
  return {
    citations: facts.citations.map(detached),
    reverts: facts.reverts.map(detached),
    revertsSubject: facts.revertsSubject === null ? null : detached(facts.revertsSubject),
    keys: facts.keys.map(detached),
    fixes: facts.fixes.map(detached),
    declared: null,
  };
}
