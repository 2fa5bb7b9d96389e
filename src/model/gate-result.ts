// What a gate found: the result of `landfall check`. Its JSON form is described by config/schema/gate.schema.json.
import type { GateLevel, GateRuleName } from './gate.js';
import type { Notice } from './notice.js';

/** Changes of this number break readers of the JSON. */
export const GATE_SCHEMA_VERSION = 1;

/** The rules that nobody can switch off: what is not known must not pass. */
export const KNOWLEDGE_RULES = ['no-data', 'incomplete', 'no-rules'] as const;

/** Everything that a verdict of the gate can be about. */
export type GateCheckName = GateRuleName | (typeof KNOWLEDGE_RULES)[number];

export type GateOutcome = 'pass' | 'warn' | 'fail';

/** The result of `landfall check`; its JSON form is described by config/schema/gate.schema.json. */
export interface GateResult {
  readonly schemaVersion: typeof GATE_SCHEMA_VERSION;
  readonly tool: { readonly name: 'landfall'; readonly version: string };
  /** ISO 8601 in UTC. */
  readonly generatedAt: string;
  /** The worst of the projects' outcomes; `fail` also when there is no project. */
  readonly outcome: GateOutcome;
  readonly projects: readonly GateProject[];
}

export interface GateProject {
  readonly name: string;
  readonly title: string;
  /** The project's config file relative to where the run began, or null when it lies elsewhere. */
  readonly file: string | null;
  readonly outcome: GateOutcome;
  /** What the delta was compared with, or null where no baseline was given or it does not know the project. */
  readonly baseline: GateBaseline | null;
  readonly checks: readonly GateCheck[];
  readonly notices: readonly Notice[];
}

export interface GateBaseline {
  /** ISO 8601 in UTC: when it was recorded. */
  readonly recordedAt: string;
  readonly patches: number;
  readonly lines: number;
}

/** One rule and what came of it. */
export interface GateCheck {
  readonly rule: GateCheckName;
  readonly level: GateLevel;
  readonly outcome: GateOutcome;
  readonly most: number | null;
  /** The delta, in the unit of `most`; of rules about single patches, how many break it; null where nothing can be counted. */
  readonly measured: number | null;
  /** One sentence. */
  readonly says: string;
  /** What to do about it; null when nothing has to be done. */
  readonly fix: string | null;
  /** The patches at fault, in the order of the stack; empty for rules about the whole delta. */
  readonly violations: readonly GateViolation[];
}

export interface GateViolation {
  /** The patch's name in its project. */
  readonly patch: string;
  readonly subject: string;
  readonly outcome: Exclude<GateOutcome, 'pass'>;
  readonly says: string;
  readonly fix: string;
  /** The annotation that makes a warning of it, or null. */
  readonly excuse: { readonly reason: string; readonly expires: string } | null;
}
