// What the reader should do with a patch under its verdict.
import type { Facts } from '../model/facts.js';
import type { Action, Landing } from '../model/report.js';
import type { Conclusion } from './rules.js';

/** The next step, in one sentence. */
export function actionFor(facts: Facts, conclusion: Conclusion, landing: Landing | null): Action {
  switch (conclusion.status) {
    case 'noise':
      // A person may have undone upstream's change on purpose and not said so: only a person can tell.
      if (facts.noise === 'backwards')
        return {
          kind: 'look',
          release: null,
          says: "drop it, unless upstream's change was undone on purpose: then say why",
        };
      return { kind: 'drop-now', release: null, says: `no real delta: ${conclusion.says}` };
    case 'landed':
      return dropLanded(facts, landing);
    case 'absorbed':
      return { kind: 'drop-now', release: null, says: 'drop it at the next update to the upstream tip' };
    case 'partial':
      return { kind: 'look', release: null, says: 'keep only the hunks left over, or send them' };
    case 'reverted':
      return { kind: 'look', release: null, says: 'upstream took it out again: read why before sending it anew' };
    case 'superseded':
      return {
        kind: 'look',
        release: null,
        says: 'upstream went another way: check that the patch is not needed any more',
      };
    case 'ambiguous':
      return {
        kind: 'look',
        release: null,
        says: 'compare with the candidates and record the decision as an annotation',
      };
    case 'queued':
      return { kind: 'wait', release: null, says: 'wait for the next tree to be merged' };
    case 'submitted':
      return { kind: 'wait', release: null, says: nextMove(facts) };
    case 'rejected':
      return { kind: 'keep', release: null, says: 'carry it, or rework it' };
    case 'local':
      return { kind: 'keep', release: null, says: 'carry it: it is not meant for upstream' };
    case 'pending':
      return { kind: 'send', release: null, says: 'send it upstream, or declare it local' };
  }
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
