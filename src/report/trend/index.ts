// The outputs of `trend`, in the order in which help shows them.
import { csv } from './csv.js';
import type { TrendFormat } from './format.js';
import { json } from './json.js';
import { svg } from './svg.js';
import { terminal } from './terminal.js';

export const TREND_FORMATS: readonly [TrendFormat, ...TrendFormat[]] = [terminal, json, csv, svg];
