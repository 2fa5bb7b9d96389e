// The output formats, in the order in which help shows them. A new format is one file and one line here.
import type { Format } from './format.js';
import { json } from './json.js';
import { markdown } from './markdown.js';
import { terminal } from './terminal.js';

export const FORMATS: readonly [Format, ...Format[]] = [terminal, json, markdown];

export { PLAIN, type Format, type RenderOptions } from './format.js';
export { PALETTE, type Paint, type Style } from './style.js';
