// Trends as JSON for programs, described by config/schema/trend.schema.json.
import { TREND_SCHEMA_VERSION, type Trend } from '../../model/trend.js';
import { escapeInJson } from '../clean.js';
import type { TrendFormat } from './format.js';

/** An object with `schemaVersion` and one trend a project. */
export const json: TrendFormat = {
  name: 'json',
  says: 'everything, described by trend.schema.json',
  render: (trends) => `${escapeInJson(JSON.stringify(documentOf(trends), null, 2))}\n`,
};

function documentOf(trends: readonly Trend[]): object {
  return { schemaVersion: TREND_SCHEMA_VERSION, projects: trends };
}
