// The JSON form of trends as a zod schema; config/schema/trend.schema.json is generated from it.
import { z } from 'zod';
import { FATES, MEASURES } from '../model/trend.js';
import { historyPointSchema } from './history-schema.js';
import { noticeSchema } from './report-schema.js';
import { count, oid, time } from './schema-words.js';

const { source, change, upstreamAsOf } = historyPointSchema.shape;
const measured = { patches: count, hunks: count, lines: count.describe('Insertions and deletions.') };
const named = z.object({ id: z.string(), subject: z.string() });

const point = z.object({
  date: time,
  source,
  change,
  total: count.describe('All patches of the stack but noise.'),
  ...measured,
  noise: z.object(measured).describe('Patches that are no real delta, apart.'),
});

const drop = z.object({
  ...named.shape,
  fate: z
    .enum(FATES)
    .describe('What had become of it; lost: no landing is known; reset: nor is one, but the whole stack went with it.'),
  landing: z.object({ commits: z.array(oid), date: time }).nullable(),
  judged: time.describe('When it was last looked at: a landing after that is not known.'),
});

const step = z.object({
  date: time,
  change,
  reset: z.boolean().describe('Nothing of the stack before is left.'),
  dropped: z.array(drop),
  landed: z.array(named).describe('Still carried, and upstream since the point before.'),
  rewritten: z.array(named).describe('Still carried, with other content.'),
  added: z.array(named),
  returned: z.array(named).describe('Carried once, dropped, and back.'),
});

const forecast = z.object({
  measure: z.enum(MEASURES),
  days: z.number().describe('Days looked back on, up to the newest point.'),
  from: count,
  to: count,
  slope: z.number().describe('Change a day: negative while it goes down.'),
  done: time.nullable().describe('When nothing remains if it goes on like that; null for never.'),
});

/** The result of `landfall trend --format json`. */
export const trendSchema = z.object({
  schemaVersion: z.literal(1).describe('Grows when readers of an earlier version would break; new keys do not count.'),
  projects: z.array(
    z.object({
      project: z.string(),
      upstreamAsOf,
      points: z.array(point).describe('Remaining delta, oldest first.'),
      steps: z.array(step),
      forecasts: z.array(forecast).describe('Empty when the history is too short.'),
      notices: z.array(noticeSchema),
    }),
  ),
});

/** The same as JSON Schema, draft 2020-12. Unknown keys are allowed: readers should bear new ones. */
export function trendJsonSchema(): object {
  return {
    ...z.toJSONSchema(trendSchema, { io: 'input' }),
    title: 'Landfall trend',
    description: 'How the delta of projects went, who dropped what, and where that leads.',
  };
}
