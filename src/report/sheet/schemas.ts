// The JSON forms of plans, forecasts and fixes as zod schemas; the files in config/schema are generated from them.
import { z } from 'zod';
import { FIXES_SCHEMA_VERSION, FOLLOW_KINDS, HELD } from '../../model/fixes.js';
import { FORECAST_SCHEMA_VERSION, OUTCOMES } from '../../model/forecast.js';
import { DECISIONS, PLAN_SCHEMA_VERSION } from '../../model/plan.js';
import { STATUSES } from '../../model/status.js';
import { noticeSchema } from '../report-schema.js';
import { count, oid, time } from '../schema-words.js';

const status = z.enum(STATUSES).nullable().describe('Null for commits that touch nothing that counts.');
const decision = z
  .enum(DECISIONS)
  .describe('rewrite: keep what upstream lacks; look: keep it until a person has decided.');
const onto = z.object({ revision: z.string().describe('As asked for.'), oid });
const whole = {
  project: z.string(),
  upstream: z.string().describe('URL of upstream.'),
  notices: z.array(noticeSchema),
};
const named = { id: z.string().describe('Name of the patch in the report.'), subject: z.string() };
const branch = {
  repository: z.string(),
  branch: z.string().describe('Full ref name, or the path of a patch folder.'),
  kind: z.string().describe('How its patches are kept: branch, or the kind of the patch folder.'),
};

/** The result of `landfall plan --format json`. */
export const planSchema = z.object({
  schemaVersion: z.literal(PLAN_SCHEMA_VERSION),
  ...whole,
  onto,
  branches: z.array(
    z.object({
      ...branch,
      base: oid.nullable(),
      tip: oid,
      merges: count.describe('Merges of the branch, which a rebase leaves out.'),
      steps: z.array(
        z.object({
          ...named,
          commit: oid.describe('The commit that makes the change, or the one that stands for a patch file.'),
          parent: oid.nullable().describe('Null when it cannot be applied.'),
          file: z.string().nullable().describe('The patch file.'),
          status,
          decision,
          says: z.string().describe('Why.'),
        }),
      ),
    }),
  ),
});

const rehearsed = z.object({
  outcome: z.enum(OUTCOMES).describe('empty: it changes nothing any more; unknown: it could not be tried.'),
  files: z.array(z.string()).describe('Files in which it conflicts.'),
  behind: z.array(z.string()).describe('Earlier patches that conflict in the same files.'),
});
const counts = z.record(z.enum(OUTCOMES), count);

/** The result of `landfall forecast --format json`. */
export const forecastSchema = z.object({
  schemaVersion: z.literal(FORECAST_SCHEMA_VERSION),
  ...whole,
  onto,
  branches: z.array(
    z.object({
      ...branch,
      asIs: counts.describe('Every patch picked.'),
      afterPlan: counts.describe("The plan's drops left out."),
      churnSince: time.describe('Where churn begins to count.'),
      patches: z.array(
        z.object({
          ...named,
          status,
          decision,
          asIs: rehearsed,
          afterPlan: rehearsed,
          standsOn: z
            .array(z.string())
            .describe(
              'For a patch that conflicts only after the plan: dropped patches that applied before it, in its files.',
            ),
          touchedBy: z
            .array(
              z.object({
                oid,
                subject: z.string(),
                author: z.string(),
                date: time,
                lines: count.describe('Lines of the patch, context included, that it took away or wrote next to.'),
              }),
            )
            .describe('For a patch that conflicts: who changed its lines since the base.'),
          churn: count.describe('Upstream commits since churnSince that changed lines it touches.'),
        }),
      ),
    }),
  ),
});

/** The result of `landfall fixes --format json`. */
export const fixesSchema = z.object({
  schemaVersion: z.literal(FIXES_SCHEMA_VERSION),
  ...whole,
  looked: z.object({ known: count.describe('Patches whose upstream commits are known.'), patches: count }),
  patches: z.array(
    z.object({
      ...named,
      status: z.enum(STATUSES),
      taken: z.array(oid).describe('Upstream commits that are, or hold, this patch.'),
      followUps: z.array(
        z.object({
          oid,
          subject: z.string(),
          author: z.string(),
          date: time,
          release: z.string().nullable().describe('First release that holds it.'),
          kind: z.enum(FOLLOW_KINDS),
          of: oid.describe('The upstream commit it is about.'),
          says: z.string().describe('The line of its message that says so.'),
          held: z.enum(HELD).describe('carried: the downstream has it as a patch; in-base: in its history.'),
          carriedBy: z.string().nullable().describe('That patch.'),
        }),
      ),
    }),
  ),
});

/** The three as JSON Schema, draft 2020-12, by the name of their file. */
export function sheetJsonSchemas(): Readonly<Record<string, object>> {
  const schemas = { plan: planSchema, forecast: forecastSchema, fixes: fixesSchema };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      { ...z.toJSONSchema(schema, { io: 'input' }), title: `Landfall ${name}` },
    ]),
  );
}
