// The contract of an output of plan, forecast and fixes: a pure function to a string.
import type { RenderOptions } from '../format.js';
import type { Laid } from './sheet.js';

/** One way to write a laid-out result down. Adding one is a file with a SheetFormat and a line in index.ts. */
export interface SheetFormat {
  readonly name: string;
  readonly says: string;
  /** Renders the result; ends with a line end. */
  readonly render: (laid: Laid, options: RenderOptions) => string;
}
