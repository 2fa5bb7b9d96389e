// The JSON output and its schema: complete, in one order, and the committed schema up to date.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Explanation } from '../../src/model/explanation.js';
import type { Report } from '../../src/model/report.js';
import type { explanationSchema } from '../../src/report/explanation-schema.js';
import { PLAIN } from '../../src/report/index.js';
import { json } from '../../src/report/json.js';
import { reportJsonSchema, type reportSchema } from '../../src/report/report-schema.js';
import { landedExplanation, pendingExplanation } from './explanations.js';
import { hostileTexts, poison } from './hostile.js';
import { sampleReport } from './samples.js';
import { validateExplanation, validateReport } from './validate.js';
import { runs } from '../support/property-tests.js';

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;

test('schemas and model say the same', () => {
  // The compiler is the one that tests here: a difference makes the type `false`.
  const report: Same<DeepReadonly<z.infer<typeof reportSchema>>, Report> = true;
  const explanation: Same<DeepReadonly<Omit<z.infer<typeof explanationSchema>, 'schemaVersion'>>, Explanation> = true;
  expect([report, explanation]).toEqual([true, true]);
});

test('a report comes back as it was', () => {
  expect(validateReport(json.report(sampleReport(), PLAIN))).toEqual(sampleReport());
});

test('explanations come back as they were', () => {
  for (const explanation of [landedExplanation(), pendingExplanation()]) {
    expect(validateExplanation(json.explain(explanation, PLAIN))).toEqual({ schemaVersion: 1, ...explanation });
  }
});

test('equal results are written alike, whatever the order of their keys', () => {
  const written = json.report(sampleReport(), PLAIN);
  expect(json.report(backwards(sampleReport()), PLAIN)).toBe(written);
  expect(written.startsWith('{\n  "schemaVersion": 1,\n  "tool": {\n    "name": "landfall",')).toBe(true);
});

test('the committed schema is the one the code describes (vitest -u writes it)', async () => {
  const written = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
  await expect(written).toMatchFileSnapshot('../../config/schema/report.schema.json');
});

describe('for every text', () => {
  test('the value is kept and nothing in it acts on a terminal', () => {
    fc.assert(
      fc.property(hostileTexts, (words) => {
        const dirty = poison(sampleReport(), words);
        const written = json.report(dirty, PLAIN);
        expect(written).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(JSON.parse(written)).toEqual(dirty);
      }),
      { numRuns: runs(50) },
    );
  });
});

function backwards<T>(value: T): T {
  if (Array.isArray(value)) return value.map(backwards) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [key, backwards(item)]);
  return Object.fromEntries(entries.toReversed()) as T;
}
