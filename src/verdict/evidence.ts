// Every observation about a patch, rung by rung, in sentences: a rung never erases the evidence of another.
import type { CommitHolds, Facts } from '../model/facts.js';
import type { Evidence } from '../model/report.js';
import type { Rung } from '../model/status.js';
import type { Conclusion } from './rules.js';
import { nameOf } from './rules-submissions.js';
import { percent, short } from './words.js';

/** The ladder from cheap to costly; `conclusion` ends it. */
export function evidenceOf(facts: Facts, conclusion: Conclusion): Evidence[] {
  return [
    ...(facts.ancestor
      ? [says('ancestry', 'for', facts.ancestor.oid, "the commit itself is in upstream's history")]
      : []),
    ...facts.citations.map((citation) => citationEvidence(citation, facts, conclusion)),
    ...facts.sameBlobs.map((commit) =>
      says('blobs', 'for', commit.oid, `turns the same files from the same old into the same new content`),
    ),
    ...facts.cover.members.map((member) => memberEvidence(member, member.gain, facts.cover.members.length)),
    ...coverEvidence(facts),
    ...tipEvidence(facts),
    ...facts.reverts.map((revert) =>
      says(
        'revert',
        revert.standing ? 'against' : 'neither',
        revert.by.oid,
        `takes ${short(revert.landing.oid)} back (${revert.how}${revert.share === null ? '' : `, ${percent(revert.share)} of the patch`})${revert.standing ? '' : ', and was itself undone'}`,
      ),
    ),
    ...(facts.noise ? [says('noise', 'neither', null, conclusion.says)] : []),
    ...submissionEvidence(facts),
    ...(facts.declared
      ? [says('declared', 'neither', facts.declared.commit, `${facts.declared.by}: ${facts.declared.text}`)]
      : []),
  ];
}

function submissionEvidence({ submission }: Facts): Evidence[] {
  if (!submission) return [];
  const share = submission.share === null ? '' : `, ${percent(submission.share)} of it`;
  return [
    says(
      'submission',
      'neither',
      submission.commit,
      `${nameOf(submission)}, known by ${submission.match}${share}: ${submission.says}`,
    ),
  ];
}

function citationEvidence(citation: Facts['citations'][number], facts: Facts, conclusion: Conclusion): Evidence {
  if (!citation.commit) return says('citation', 'neither', citation.oid, 'named by the patch, unknown upstream');
  const { oid } = citation.commit;
  const found = facts.candidates.find((candidate) => candidate.commit.oid === oid);
  const confirmed = conclusion.commits.some(({ holds }) => holds.commit.oid === oid);
  const text = found
    ? `named by the patch; holds ${percent(found.containment)} of it`
    : 'named by the patch; holds no distinctive line of it';
  return says('citation', confirmed ? 'for' : 'against', oid, text, found?.bits ?? null);
}

function memberEvidence(member: CommitHolds, gain: number, members: number): Evidence {
  const rung: Rung = member.exact === 'diff' ? 'patch-id' : member.exact === 'lines' ? 'lines' : 'compare';
  const what = {
    'patch-id': 'the same diff, context included (equal patch-id, change logs and generated files left out)',
    lines: 'the same lines change; only context or place differs',
    compare: `holds ${percent(member.containment)} of the patch; similarity ${percent(member.similarity)}`,
  }[rung as 'patch-id' | 'lines' | 'compare'];
  const also = [
    member.sameSubject ? 'same subject' : '',
    member.sameAuthor ? 'same author' : '',
    member.byLines ? 'found by its lines alone' : '',
  ].filter((word) => word !== '');
  const part = members > 1 ? `; adds ${percent(gain)} to the cover` : '';
  return says(
    rung,
    'for',
    member.commit.oid,
    `${what}${part}${also.length > 0 ? `; ${also.join(', ')}` : ''}`,
    member.bits,
  );
}

function coverEvidence(facts: Facts): Evidence[] {
  const { cover, sharedWith } = facts;
  const evidence: Evidence[] = [];
  if (cover.members.length > 1)
    evidence.push(
      says(
        'cover',
        'for',
        null,
        `${cover.members.length} commits together hold ${percent(cover.share)} of it`,
        cover.bits,
      ),
    );
  if (sharedWith.length > 0)
    evidence.push(says('cover', 'for', null, `the same commit also holds ${sharedWith.join(', ')}: squashed upstream`));
  return evidence;
}

function tipEvidence(facts: Facts): Evidence[] {
  const { tip } = facts;
  if (!tip) return [];
  const evidence: Evidence[] = [];
  if (tip.reapplied === 'empty')
    evidence.push(says('tip', 'for', null, 'applied to the upstream tip it changes nothing'));
  if (tip.redone !== null && tip.redone > 0)
    evidence.push(
      says('tip', 'against', null, `applied to the upstream tip ${percent(tip.redone)} of it changes anew`),
    );
  if (tip.addedBits > 0 || tip.removedBits > 0) {
    const text = `at the tip ${percent(tip.addedShare)} of what it adds is present, ${percent(tip.removedShare)} of what it removes is gone`;
    evidence.push(says('tip', 'neither', null, text, tip.addedBits + tip.removedBits));
  }
  // What the patch itself brings was never there.
  const old = new Set(
    facts.patch.files.filter(({ oldPath }) => oldPath !== null).map((file) => file.newPath ?? file.oldPath),
  );
  for (const file of tip.files.filter(({ path, tipPath }) => tipPath === null && old.has(path)))
    evidence.push(says('tip', 'neither', null, `${file.path} is not at the tip any more`));
  for (const commit of tip.goneBy)
    evidence.push(says('superseded', 'neither', commit.oid, `was the last to touch a file that is gone`));
  for (const commit of tip.removedBy)
    evidence.push(says('superseded', 'neither', commit.oid, `took away old code that it changes`));
  return evidence;
}

function says(
  rung: Rung,
  speaks: Evidence['speaks'],
  commit: string | null,
  text: string,
  bits: number | null = null,
): Evidence {
  return { rung, speaks, commit, says: text, bits: bits === null ? null : Math.round(bits) };
}
