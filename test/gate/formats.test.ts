// Each format says what the gate found, is what its readers expect, and bears any text.
import fc from 'fast-check';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { GATE_FORMATS } from '../../src/gate/index.js';
import { gateJsonSchema, gateSchema } from '../../src/gate/schema.js';
import type { GateResult } from '../../src/model/gate-result.js';
import { PLAIN } from '../../src/report/index.js';
import { hostileTexts, poison } from '../report/hostile.js';
import { patch } from '../report/fixtures.js';
import { runs } from '../support/property-tests.js';
import { excuse, gate } from './cases.js';

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;

const sample = gate(
  {
    'max-patches': { level: 'warn', most: 1 },
    'max-lines': { level: 'fail', most: 900 },
    'max-days-unsent': { level: 'fail', most: 30 },
  },
  {
    patches: [patch('net: 100% of "a, b" <c> :: d'), patch('excused one')],
    annotations: [excuse('excused one', '2027-01-01')],
    file: 'config/a b.yaml',
  },
);
const noData = gate({}, { given: { state: 'no-data', notices: [] }, file: null });

const written = (name: string, result: GateResult = sample): string => {
  const format = GATE_FORMATS.find((each) => each.name === name);
  if (!format) throw new Error(`no format ${name}`);
  return format.render(result, PLAIN);
};

test('schema and model say the same', () => {
  const same: Same<DeepReadonly<z.infer<typeof gateSchema>>, GateResult> = true;
  expect(same).toBe(true);
  for (const result of [sample, noData]) expect(gateSchema.parse(JSON.parse(written('json', result)))).toEqual(result);
});

test('the committed schema is the one the code describes (vitest -u writes it)', async () => {
  const text = `${JSON.stringify(gateJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../config/schema/gate.schema.json');
});

test.each(['terminal', 'markdown', 'junit', 'sarif', 'github'])(
  '%s looks as it did (vitest -u writes it)',
  async (name) => {
    await expect(written(name)).toMatchFileSnapshot(`../golden/gate-${name}.txt`);
  },
);

test('the list fits 80 columns, and 40', () => {
  for (const width of [80, 40]) {
    const text = GATE_FORMATS[0].render(sample, { ...PLAIN, width });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
  }
});

describe('SARIF', () => {
  const log = JSON.parse(written('sarif')) as Log;
  const [run] = log.runs;

  test('has what the published schema requires', () => {
    expect(log.version).toBe('2.1.0');
    const ids = run?.tool.driver.rules?.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    for (const result of run?.results ?? []) {
      expect(result.message.text).not.toBe('');
      expect(ids[result.ruleIndex ?? -1]).toBe(result.ruleId);
      expect(['error', 'warning']).toContain(result.level);
      const place = result.locations?.[0]?.physicalLocation;
      expect(place?.artifactLocation?.uri).toBe('config/a%20b.yaml');
      expect(place?.region?.startLine).toBeGreaterThan(0);
    }
  });

  test('says an excuse as a suppression, and tells results apart', () => {
    const results = run?.results ?? [];
    expect(results.map(({ level, suppressions }) => [level, suppressions?.[0]?.kind ?? null])).toEqual([
      ['warning', null],
      ['error', null],
      ['warning', 'external'],
    ]);
    expect(new Set(results.map((result) => JSON.stringify(result.partialFingerprints))).size).toBe(results.length);
  });
});

test('in JUnit a broken rule is a failure, no data an error, a warning none', () => {
  expect(written('junit')).toContain('<testsuite name="gdb" tests="3" failures="1" errors="0"');
  expect(written('junit', noData)).toContain('<error message="no data: nothing could be compared" type="no-data">');
});

describe('for every text in every place', () => {
  test('GitHub reads the commands that were meant and no other', () => {
    fc.assert(
      fc.property(hostileTexts, (words) => {
        const text = written('github', poison(sample, words));
        const lines = text.split('\n').slice(0, -1);
        expect(lines).toHaveLength(2);
        for (const line of lines) expect(line).toMatch(/^::(error|warning) [^\r\n]*::[^\r\n]*$/u);
        // Of a property the runner unescapes, in this order, what was escaped last.
        const [, title = ''] = /,title=([^,:]*)::/u.exec(lines[0] ?? '') ?? [];
        expect(title).not.toBe('');
      }),
      { numRuns: runs(50) },
    );
  });

  test('XML stays whole, and nothing acts on a terminal', () => {
    fc.assert(
      fc.property(hostileTexts, (words) => {
        const dirty = poison(sample, words);
        for (const { render } of GATE_FORMATS) expect(render(dirty, PLAIN)).not.toMatch(/[^\n\P{Cc}]/u);
        const bare = written('junit', dirty).replace(/<[^<>]*>/gu, '');
        expect(bare).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|apos);)/u);
      }),
      { numRuns: runs(50) },
    );
  });
});
