// Rules about the upstream tip: its content is there without a commit to name, or the code it changes is gone.
import type { Facts } from '../model/facts.js';
import type { VerdictSettings } from '../model/settings.js';
import { SURE } from './confidence.js';
import { removesOnly } from './cover-strength.js';
import type { Answer } from './rules.js';
import { percent, short } from './words.js';

/** Lines that the patch moves, or that the file had before, tell nothing at the tip: at least half of a patch has to be others. */
const LOOKED_AT = 0.5;

/** What it adds is at the tip, or upstream took away what it removes: applying it changes nothing. */
export function absorbed(facts: Facts, settings: VerdictSettings): Answer {
  const { tip } = facts;
  if (!tip) return 'the tip was not looked at';
  // A patch that only deletes what upstream never had applies to nothing too: it tidies the downstream, and has not landed.
  const seen =
    tip.addedBits >= settings.supportedBits ||
    (tip.removedByShare >= settings.superseded && tip.removedBits >= settings.supportedBits);
  const found = { status: 'absorbed' as const, commits: [], coverage: Math.min(tip.addedShare, tip.removedShare) };
  if (tip.reapplied === 'empty' && seen) {
    return {
      ...found,
      confidence: SURE.reapplied,
      coverage: 1,
      says: 'applied to the upstream tip it changes nothing',
    };
  }
  if (tip.reapplied === 'empty')
    return 'applied to the upstream tip it changes nothing, but what it removes was never upstream';
  if (tip.addedShare < settings.absorbed || tip.removedShare < settings.absorbed) {
    return `at the tip ${percent(tip.addedShare)} of what it adds is present, ${percent(tip.removedShare)} of what it removes is gone`;
  }
  const looked = (tip.addedBits + tip.removedBits) / facts.cover.hunks.reduce((sum, { bits }) => sum + bits, 0);
  if (looked < LOOKED_AT)
    return `what it adds is at the tip, but that is ${percent(looked)} of it: it moves the rest, or the file had that before`;
  if ((tip.redone ?? 0) > 1 - settings.absorbed)
    return `what it adds is at the tip, but applied there ${percent(tip.redone ?? 0)} of it changes anew`;
  if (tip.addedBits < settings.absorbedBits)
    return `what it adds is at the tip, but carries only ${tip.addedBits.toFixed(0)} bits`;
  return {
    ...found,
    confidence: SURE.absorbed,
    says: 'what it adds is at the upstream tip, and what it removes is gone there',
  };
}

/** The old code it changes was upstream and is gone: solved another way. Upstream must have had it, or nothing was superseded. */
export function superseded(facts: Facts, settings: VerdictSettings): Answer {
  const { tip } = facts;
  if (!tip) return 'the tip was not looked at';
  const found = {
    status: 'superseded' as const,
    confidence: SURE.superseded,
    commits: [],
    coverage: facts.cover.share,
  };
  if (facts.cover.share >= settings.band && facts.cover.addedWeight > 0 && !removesOnly(facts.cover, settings)) {
    return 'what it adds is upstream in part: a person must compare';
  }
  if (tip.goneBy.length > 0)
    return { ...found, says: `the files it changes are gone upstream; last touched by ${list(tip.goneBy)}` };
  if (tip.removedBits < settings.supersededBits)
    return `what it removes carries ${tip.removedBits.toFixed(0)} bits: too little to be superseded`;
  if (tip.removedShare < settings.superseded)
    return `${percent(tip.removedShare)} of the old code it changes is gone at the tip`;
  if (tip.removedByShare < settings.superseded)
    return 'the old code it changes is not upstream, and no upstream commit is known to have removed it';
  return { ...found, says: `the old code it changes is gone upstream, by ${list(tip.removedBy)}` };
}

function list(commits: readonly { readonly oid: string }[]): string {
  return commits.map((commit) => short(commit.oid)).join(', ');
}
