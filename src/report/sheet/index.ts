// The outputs of plan, forecast and fixes, in the order in which help shows them.
import type { SheetFormat } from './format.js';
import { json } from './json.js';
import { markdown } from './markdown.js';
import { terminal } from './terminal.js';

export const SHEET_FORMATS: readonly [SheetFormat, ...SheetFormat[]] = [terminal, json, markdown];

export { fixesSheet } from './fixes.js';
export { forecastSheet } from './forecast.js';
export { planSheet } from './plan.js';
