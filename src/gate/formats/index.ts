// The formats of a gate's result, in the order in which help shows them. A new format is one file and one line here.
import type { GateFormat } from './format.js';
import { github } from './github.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import { sarif } from './sarif.js';
import { terminal } from './terminal.js';

export const GATE_FORMATS: readonly [GateFormat, ...GateFormat[]] = [terminal, json, markdown, junit, sarif, github];

export type { GateFormat } from './format.js';
