// JSON for programs: the result itself, its keys in one fixed order, two equal results written byte for byte alike.
import type { Explanation } from '../model/explanation.js';
import { REPORT_SCHEMA_VERSION, type Report } from '../model/report.js';
import { escapeInJson } from './clean.js';
import type { Format } from './format.js';
import { KEY_ORDER } from './key-order.js';

/** The result as config/schema/report.schema.json describes it. */
export const json: Format = {
  name: 'json',
  says: 'the whole result, described by report.schema.json',
  report: (report) => write(report),
  explain: (explanation) => write({ schemaVersion: REPORT_SCHEMA_VERSION, ...explanation }),
};

function write(value: Report | ({ schemaVersion: number } & Explanation)): string {
  return `${escapeInJson(JSON.stringify(value, [...KEY_ORDER], 2))}\n`;
}
