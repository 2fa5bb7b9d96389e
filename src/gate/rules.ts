// The table of rules. A rule is a function in this folder, a name in src/model/gate.ts and a row here.
import type { GateRuleName } from '../model/gate.js';
import { lineBudget, patchBudget, ratchet, shareBudget } from './delta-rules.js';
import { carriedTooLong, contradicted, undeclared, unsentTooLong } from './patch-rules.js';
import type { Rule } from './rule.js';

/** Every rule that can be set, by its name in config and flags. */
export const RULES: Readonly<Record<GateRuleName, Rule>> = {
  'max-patches': patchBudget,
  'max-lines': lineBudget,
  'max-share': shareBudget,
  'max-days-carried': carriedTooLong,
  'max-days-unsent': unsentTooLong,
  contradicted,
  undeclared,
  ratchet,
};
