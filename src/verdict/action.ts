// What the reader should do with a patch under its verdict.
import type { Facts } from '../model/facts.js';
import type { Action, Landing } from '../model/report.js';
import type { Status } from '../model/status.js';
import type { Conclusion } from './rules.js';

/** The next step, in one sentence. */
export function actionFor(facts: Facts, conclusion: Conclusion, landing: Landing | null): Action {
  if (conclusion.status === 'landed') return dropLanded(facts, landing);
  const step = STEPS[conclusion.status];
  const [kind, says] = typeof step === 'function' ? step(facts, conclusion) : step;
  return { kind, release: null, says };
}

type Step = readonly [kind: Action['kind'], says: string];

/** By status; what a landing asks for depends on where it is. */
const STEPS: Readonly<Record<Exclude<Status, 'landed'>, Step | ((facts: Facts, conclusion: Conclusion) => Step)>> = {
  noise: dropNoise,
  absorbed: ['drop-now', 'drop it at the next update to the upstream tip'],
  partial: ['look', 'keep only the hunks left over, or send them'],
  reverted: ['look', 'upstream took it out again: read why before sending it anew'],
  superseded: ['look', 'upstream went another way: check that the patch is not needed any more'],
  ambiguous: ['look', 'compare with the candidates and record the decision as an annotation'],
  queued: ['wait', 'wait for the next tree to be merged'],
  submitted: (facts) => ['wait', nextMove(facts)],
  rejected: ['keep', 'carry it, or rework it'],
  local: ['keep', 'carry it: it is not meant for upstream'],
  pending: ['send', 'send it upstream, or declare it local'],
};

function dropNoise(facts: Facts, { says }: Conclusion): Step {
  // A person may have undone upstream's change on purpose and not said so: only a person can tell.
  if (facts.noise === 'backwards')
    return ['look', "drop it, unless upstream's change was undone on purpose: then say why"];
  return ['drop-now', `no real delta: ${says}`];
}

function dropLanded(facts: Facts, landing: Landing | null): Action {
  const release = landing?.release ?? null;
  if (landing?.inBase)
    return { kind: 'drop-now', release, says: "the landing is in the downstream's own history already" };
  if (facts.follows === 'branch') {
    const since = release === null ? 'not in a release yet' : `in release ${release}`;
    return { kind: 'drop-now', release, says: `landed, still carried: the next rebase drops it (${since})` };
  }
  if (release === null)
    return { kind: 'drop-at-release', release, says: 'landed, still carried: no release holds it yet' };
  return { kind: 'drop-at-release', release, says: `landed, still carried: in release ${release}` };
}

function nextMove({ submission }: Facts): string {
  if (submission?.waitingOn === 'you') {
    const who = submission.who === null ? '' : ` ${submission.who}`;
    return submission.state === 'checks-failing' ? 'make the checks pass' : `answer${who}, or send the next version`;
  }
  return `wait for ${submission?.who ?? 'review'}`;
}
