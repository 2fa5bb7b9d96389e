// Checks JSON outputs against their schemas, strictly: a key that the schema does not know is a failure too.
import { expect } from 'vitest';
import type { z } from 'zod';
import { explanationSchema } from '../../src/report/explanation-schema.js';
import { reportSchema } from '../../src/report/report-schema.js';

/** Parses the output of `status --format json`; fails the test when the schema does not describe it fully. */
export function validateReport(json: string): z.infer<typeof reportSchema> {
  return validate(reportSchema, json);
}

/** The same for `explain --format json`. */
export function validateExplanation(json: string): z.infer<typeof explanationSchema> {
  return validate(explanationSchema, json);
}

function validate<T>(schema: z.ZodType<T>, json: string): T {
  const value: unknown = JSON.parse(json);
  const parsed = schema.parse(value);
  expect(parsed, 'keys that the schema does not describe').toEqual(value);
  return parsed;
}
