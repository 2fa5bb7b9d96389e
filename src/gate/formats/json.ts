// JSON for programs, as config/schema/gate.schema.json describes it.
import { escapeInJson } from '../../report/clean.js';
import type { GateFormat } from './format.js';

/** The whole result. */
export const json: GateFormat = {
  name: 'json',
  says: 'the whole result, described by gate.schema.json',
  render: (result) => `${escapeInJson(JSON.stringify(result, null, 2))}\n`,
};
