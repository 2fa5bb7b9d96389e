// From facts to a verdict: asks the rules in order, and puts the answer into words for every output.
import type { Facts } from '../model/facts.js';
import type { Candidate, Landing, PatchReport } from '../model/report.js';
import type { VerdictSettings } from '../model/settings.js';
import type { Form, Shape } from '../model/status.js';
import { sizeOfFiles } from '../patch/counts.js';
import { isoDate } from '../patch/iso-date.js';
import { topDirectory } from '../patch/top-directory.js';
import { actionFor } from './action.js';
import { isMissing } from './cover-strength.js';
import { evidenceOf } from './evidence.js';
import { findingsOf } from './findings.js';
import { remainingOf } from './remaining.js';
import { type Conclusion, RULES } from './rules.js';

/** Candidates that a report lists: what a person will look at. */
const LISTED_CANDIDATES = 5;

/** What each rule of the table said, up to and including the one that answered. */
export interface Reasoning {
  readonly name: string;
  readonly applied: boolean;
  readonly says: string;
}

/** Judges one patch. */
export function decide(facts: Facts, settings: VerdictSettings): { report: PatchReport; reasoning: Reasoning[] } {
  const { conclusion, reasoning } = conclude(facts, settings);
  const landing = landingOf(facts, conclusion, settings);
  const { patch } = facts;
  const size = sizeOfFiles(patch.files);
  const uncovered =
    conclusion.status === 'partial' ? facts.cover.hunks.filter((hunk) => isMissing(hunk, settings)) : [];
  const report: PatchReport = {
    id: patch.id,
    origin: patch.origin,
    patchId: patch.patchId,
    branches: patch.branches,
    directories: [...new Set(patch.files.map(topDirectory))].sort(),
    subject: patch.subject,
    author: patch.author,
    authorDate: isoDate(patch.authorDate),
    status: conclusion.status,
    says: conclusion.says,
    action: actionFor(facts, conclusion, landing),
    landing,
    noise: conclusion.status === 'noise' ? facts.noise : null,
    declared: facts.declared,
    submission: facts.submission,
    findings: findingsOf(facts, facts.declared?.hold ? observed(facts, settings) : conclusion),
    coverage: rounded(conclusion.coverage),
    confidence: rounded(conclusion.confidence),
    size,
    remaining: remainingOf(conclusion.status, size, uncovered),
    uncovered: uncovered.map(({ path, line, section }) => ({ path, line, section })),
    evidence: evidenceOf(facts, conclusion),
    candidates: facts.candidates.slice(0, LISTED_CANDIDATES).map((holds) => candidateOf(holds, facts)),
  };
  return { report, reasoning };
}

/** What the repositories show of a patch whose verdict a person holds. */
function observed(facts: Facts, settings: VerdictSettings): Conclusion {
  return conclude({ ...facts, declared: null }, settings).conclusion;
}

/** What the rules conclude; they are asked in order, and the last answers always. */
function conclude(
  facts: Facts,
  settings: VerdictSettings,
): {
  conclusion: Conclusion;
  reasoning: Reasoning[];
} {
  const reasoning: Reasoning[] = [];
  for (const { name, ask } of RULES) {
    const answer = ask(facts, settings);
    if (typeof answer !== 'string')
      return { conclusion: answer, reasoning: [...reasoning, { name, applied: true, says: answer.says }] };
    reasoning.push({ name, applied: false, says: answer });
  }
  throw new Error('the last rule answers always');
}

function landingOf(facts: Facts, conclusion: Conclusion, settings: VerdictSettings): Landing | null {
  if (conclusion.commits.length === 0) return null;
  const commits = conclusion.commits.map(({ holds, gain }) => ({
    oid: holds.commit.oid,
    subject: holds.commit.subject,
    date: isoDate(holds.commit.commitDate),
    release: facts.releaseOf(holds.commit),
    coverage: rounded(Math.max(gain, conclusion.commits.length === 1 ? conclusion.coverage : 0)),
  }));
  return {
    form: formOf(conclusion),
    shape: shapeOf(facts, conclusion, settings),
    commits,
    inBase: conclusion.commits.every(({ holds }) => facts.inBase(holds.commit)),
    release: commits.every((commit) => commit.release !== null) ? latestOf(facts, conclusion) : null,
  };
}

function formOf(conclusion: Conclusion): Form {
  const first = conclusion.commits[0]?.holds;
  if (first?.exact === 'diff') return 'identical';
  if (first?.exact === 'lines') return 'rebased';
  return conclusion.coverage >= WHOLLY && conclusion.status === 'landed' ? 'rebased' : 'modified';
}

/** Sums of shares in floating point: all of a patch is anything that rounds to it. */
const WHOLLY = 0.9999;

function shapeOf(facts: Facts, conclusion: Conclusion, settings: VerdictSettings): Shape {
  if (conclusion.commits.length > 1) return 'split';
  const only = conclusion.commits[0]?.holds;
  const inside = only !== undefined && only.exact === null && only.similarity < settings.squashSimilarity;
  return facts.sharedWith.length > 0 || (inside && conclusion.coverage >= settings.landed) ? 'squashed' : 'one';
}

/** The latest of the commits' releases: only that one holds the whole patch. */
function latestOf(facts: Facts, conclusion: Conclusion): string | null {
  const names = conclusion.commits.map(({ holds }) => facts.releaseOf(holds.commit) ?? '');
  return names.reduce((a, b) => (facts.releases.indexOf(b) > facts.releases.indexOf(a) ? b : a));
}

function candidateOf(holds: Facts['candidates'][number], facts: Facts): Candidate {
  const { commit } = holds;
  const agrees = [
    holds.sameSubject ? 'subject' : '',
    holds.sameAuthor ? 'author' : '',
    holds.cited ? 'citation' : '',
  ].filter((word) => word !== '');
  const member = facts.cover.members.some((other) => other.commit.oid === commit.oid);
  return {
    oid: commit.oid,
    subject: commit.subject,
    date: isoDate(commit.commitDate),
    containment: rounded(holds.containment),
    similarity: rounded(holds.similarity),
    bits: Math.round(holds.bits),
    says: `${member ? 'covers part or all of the patch' : 'adds nothing to what the others cover'}${agrees.length > 0 ? `; same ${agrees.join(', ')}` : ''}`,
  };
}

/** Shares are given with three digits: more would pretend to be measured. */
const SHARE_STEPS = 1000;

function rounded(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * SHARE_STEPS) / SHARE_STEPS;
}
