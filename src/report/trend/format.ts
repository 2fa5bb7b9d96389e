// The contract of an output of `trend`: a pure function to a string.
import type { Measure, Trend } from '../../model/trend.js';
import type { RenderOptions } from '../format.js';

/** One way to write trends down. Adding one is a file with a TrendFormat and a line in index.ts. */
export interface TrendFormat {
  readonly name: string;
  readonly says: string;
  /** Renders trends; ends with a line end. */
  readonly render: (trends: readonly Trend[], options: TrendRenderOptions) => string;
}

export interface TrendRenderOptions extends RenderOptions {
  /** What the chart counts. */
  readonly measure: Measure;
}
