// Which rules a project is held to: those of its config, those of the command line laid over them.
import { GATE_RULES, type GateConfig, type GateLevel, type GateRule, type GateRuleName } from '../model/gate.js';

/** What a command line asks of every project. */
export interface Wanted {
  /** Limits by rule, and `null` for rules without one. They keep the level that the config gives the rule. */
  readonly limits: Readonly<Partial<Record<GateRuleName, number | null>>>;
  /** Rules that shall only warn. */
  readonly warn: readonly GateRuleName[];
  /** True when a baseline is given: it is meant to be held. */
  readonly hasBaseline: boolean;
}

/** The rules of one project, complete. */
export function askedRules(gate: GateConfig, { limits, warn, hasBaseline }: Wanted): GateConfig {
  const rules = GATE_RULES.map((name): [GateRuleName, GateRule | null] => {
    const own = gate[name] ?? null;
    const given = limits[name];
    const implied = name === 'ratchet' && hasBaseline;
    if (own === null && given === undefined && !implied) return [name, null];
    const level: GateLevel = warn.includes(name) ? 'warn' : (own?.level ?? 'fail');
    return [name, { level, most: given === undefined ? (own?.most ?? null) : given }];
  });
  return Object.fromEntries(rules.filter(([, rule]) => rule !== null));
}
