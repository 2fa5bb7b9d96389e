// A patch and an upstream commit laid out side by side, as a page shows them: hunk beside hunk, line beside line.
import type { Comparison, LineMatch, RuleAnswer, TipFact } from './explanation.js';
import type { PatchReport } from './report.js';

/** Everything that the page of one patch shows. */
export interface PatchInDepth {
  readonly patch: PatchReport;
  /** The whole commit message. */
  readonly message: string;
  /** The verdict's rule table in its order, up to the rule that answered. */
  readonly rules: readonly RuleAnswer[];
  readonly tip: readonly TipFact[];
  /** Beside each commit the verdict rests on, or the best candidates; where there are none, the patch alone (`commit` null). */
  readonly beside: readonly [Beside, ...Beside[]];
}

export interface Beside {
  readonly compared: Omit<Comparison, 'files'> | null;
  readonly files: readonly BesideFile[];
  /** Files of the commit with changed lines that stand beside no hunk of the patch, and how many. */
  readonly rest: readonly { readonly path: string; readonly lines: number }[];
}

export interface BesideFile {
  readonly path: string;
  /** The file of the commit that stands beside it, or null where none does. */
  readonly upstreamPath: string | null;
  readonly hunks: readonly BesideHunk[];
}

export interface BesideHunk {
  /** Line and section, as behind the `@@` of a diff. */
  readonly header: string;
  /** The same of the commit's hunk beside it, or null where there is none. */
  readonly upstreamHeader: string | null;
  /** Share of the hunk's weight found in the commit: 0 to 1; null for what is not compared (change logs, generated files). */
  readonly coverage: number | null;
  readonly rows: readonly BesideRow[];
}

/**
 * One row; at least one side is there. `match` says how the commit has the patch's line, or for a line of the commit
 * alone whether the patch has it elsewhere (`moved`) or not (`none`); null for context and lines that carry nothing.
 */
export interface BesideRow {
  readonly ours: SideLine | null;
  readonly theirs: SideLine | null;
  readonly match: LineMatch | null;
}

export interface SideLine {
  /** `@` heads a further hunk of the commit. */
  readonly sign: '+' | '-' | ' ' | '@';
  readonly text: string;
  /** Line in the file: the new one, for removed lines the old one; null where there is none. */
  readonly number: number | null;
}
