// Makes the rules of a gate complete: each has a level, and a limit where it counts something.
import { GATE_RULES, type GateConfig, type GateRule, type GateRuleName } from '../model/gate.js';
import type { WrittenGate } from './gate-schema.js';

/** The rules as they are asked; what is left out is not among them. */
export function completeGate(written: WrittenGate): GateConfig {
  const rules = GATE_RULES.map((name): [GateRuleName, GateRule | null] => [name, ruleOf(written[name])]);
  return Object.fromEntries(rules.filter(([, rule]) => rule !== null));
}

function ruleOf(written: WrittenGate[GateRuleName]): GateRule | null {
  if (written === undefined) return null;
  if (written === 'warn' || written === 'fail') return { level: written, most: null };
  if (typeof written === 'number') return { level: 'fail', most: written };
  return { level: written.level ?? 'fail', most: written.most };
}
