// The JSON form of a measurement as a zod schema; config/schema/accuracy.schema.json is generated from it.
import { z } from 'zod';
import { STATUSES } from '../model/status.js';
import { BASELINES } from './baselines.js';
import { HIDING_MODES } from './hide.js';
import { ACCURACY_SCHEMA_VERSION, type AccuracyRun } from './run-json.js';
import { HALVES } from './truth.js';

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
const status = z.enum(STATUSES);

const scoreSchema = z.object({
  rows: count,
  links: z
    .object({
      found: count,
      missed: count,
      wrong: count,
      precision: share.nullable(),
      recall: share.nullable(),
      f1: share.nullable(),
    })
    .describe('Links between patches and upstream commits.'),
  statusRight: count.describe("Rows whose status is one of the label's."),
  neverLanded: count.describe('Rows of which nothing landed.'),
  falseLandings: count.describe('Of these, called landed or absorbed.'),
  asked: count.describe('Of these, called ambiguous.'),
});

const figures = z.object({
  all: scoreSchema,
  slices: z.record(z.string(), scoreSchema),
  confusion: z.partialRecord(status, z.partialRecord(status, count)).describe('Label to verdict to rows.'),
  calibration: z
    .array(z.object({ from: share, rows: count, confidence: share, right: share }))
    .describe('Verdicts by tenths of their confidence: the mean confidence, and the share that is right.'),
  baselines: z.partialRecord(z.enum(BASELINES), scoreSchema),
});

/** A measurement as `--json` writes it. */
export const accuracyRunSchema: z.ZodType<AccuracyRun> = z.object({
  schemaVersion: z.literal(ACCURACY_SCHEMA_VERSION),
  tool: z.object({ name: z.literal('landfall'), version: z.string() }),
  generatedAt: z.iso.datetime(),
  hide: z.literal(HIDING_MODES).describe('What the messages were left to tell: docs/TRUTH.md.'),
  branches: z.array(
    z.object({ repository: z.string(), upstream: z.string(), branch: z.string(), half: z.string(), rows: count }),
  ),
  halves: z.partialRecord(z.enum(HALVES), figures).describe('Thresholds are chosen on `tune`; `report` counts.'),
  mistakes: z.array(
    z.object({
      half: z.enum(HALVES),
      repository: z.string(),
      patch: z.string(),
      label: z.string(),
      said: z.string(),
      missed: z.array(z.string()),
      wrong: z.array(z.string()),
      slices: z.array(z.string()),
      note: z.string(),
      falseLanding: z.boolean(),
    }),
  ),
  corrected: z
    .array(
      z.object({
        repository: z.string(),
        patch: z.string(),
        was: z.array(status),
        statuses: z.array(status).nullable(),
        also: z.array(z.string()),
        why: z.string(),
      }),
    )
    .describe('Labels that were read by hand and corrected.'),
});

/** The JSON Schema of a measurement, as text. */
export function accuracyJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(accuracyRunSchema, { target: 'draft-7' });
  return `${JSON.stringify({ $schema, title: 'Landfall accuracy', ...rest }, null, 2)}\n`;
}
