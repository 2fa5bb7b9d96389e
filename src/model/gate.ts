// What a gate asks of a project: the rules of `landfall check`.

/** The rules that can be set, in the order in which results show them; names in config and flags are these. */
export const GATE_RULES = [
  'max-patches',
  'max-lines',
  'max-share',
  'max-days-carried',
  'max-days-unsent',
  'contradicted',
  'undeclared',
  'ratchet',
] as const;
export type GateRuleName = (typeof GATE_RULES)[number];

/** What a broken rule does to the exit code: nothing, or 1. */
export const GATE_LEVELS = ['warn', 'fail'] as const;
export type GateLevel = (typeof GATE_LEVELS)[number];

/** One rule as it is asked of a project. */
export interface GateRule {
  readonly level: GateLevel;
  /** Patches, lines, a share of 0 to 1, or days, as the rule has it; null where it has no limit. */
  readonly most: number | null;
}

/** The rules a project is held to; those left out are not asked. */
export type GateConfig = Readonly<Partial<Record<GateRuleName, GateRule>>>;
