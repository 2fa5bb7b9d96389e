// Plans, forecasts and fixes as JSON for programs, each described by its schema in config/schema.
import { escapeInJson } from '../clean.js';
import type { SheetFormat } from './format.js';

/** The result itself. */
export const json: SheetFormat = {
  name: 'json',
  says: 'the whole result, described by its schema',
  render: ({ value }) => `${escapeInJson(JSON.stringify(value, null, 2))}\n`,
};
