// What commands use of the gate.
export { askedRules } from './ask.js';
export { type Baselines, baselinesOfHistory, baselinesOfReport } from './baseline.js';
export { GATE_FORMATS } from './formats/index.js';
export { judge } from './judge.js';
