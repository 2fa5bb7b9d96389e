// The contract of a way to write a gate's result down.
import type { GateResult } from '../../model/gate-result.js';
import type { RenderOptions } from '../../report/index.js';

/** Adding one is a file with a GateFormat and a line in index.ts. */
export interface GateFormat {
  /** What the user types behind `--format`. */
  readonly name: string;
  /** One line for the help text. */
  readonly says: string;
  /** Renders the result; ends with a line end, or is empty. */
  readonly render: (result: GateResult, options: RenderOptions) => string;
}
