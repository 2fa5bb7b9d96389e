// The contract of an output format: two pure functions to a string.
import type { Explanation } from '../model/explanation.js';
import type { Report } from '../model/report.js';
import type { Paint } from './style.js';

/** One way to write a result down. Adding one is a file with a Format and a line in index.ts. */
export interface Format {
  /** What the user types behind `--format`. */
  readonly name: string;
  /** One line for the help text. */
  readonly says: string;
  /** Renders the result of `status`; ends with a line end. */
  readonly report: (report: Report, options: RenderOptions) => string;
  /** Renders the result of `explain`; ends with a line end. */
  readonly explain: (explanation: Explanation, options: RenderOptions) => string;
}

/** What the surroundings allow and the user asked for. */
export interface RenderOptions {
  /** Columns of the terminal; below 40 it is laid out for 40. */
  readonly width: number;
  /** Nothing but printable ASCII; letters are folded, the rest becomes `?`. */
  readonly ascii: boolean;
  /** Evidence, tables and whole groups. */
  readonly verbose: boolean;
  readonly paint: Paint;
}

/** Options for a pipe: 80 columns, Unicode, no colour, no details. */
export const PLAIN: RenderOptions = { width: 80, ascii: false, verbose: false, paint: (_style, text) => text };
