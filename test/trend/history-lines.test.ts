// The lines of a history file: written, read, damaged; and the schemas that describe them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { historyJsonSchema } from '../../src/report/history-schema.js';
import { trendJsonSchema } from '../../src/report/trend-schema.js';
import { lineOf, parseHistory } from '../../src/trend/parse-history.js';
import { pointOf } from '../../src/trend/point-of.js';
import { runs } from '../support/property-tests.js';
import { sampleReport } from '../report/samples.js';
import { carried, landed, point } from './points.js';

const FRAME = {
  tool: { name: 'landfall', version: '0.1.0' },
  date: '2020-01-01T00:00:00.000Z',
  source: 'status',
  upstreamAsOf: 'commit-date',
  change: null,
  dropped: [],
} as const;

test('points come back as they were', () => {
  const points = [point('2020-01-01', [carried('a'), landed('b', '2019-01-01')]), point('2020-02-01', [])];
  expect(parseHistory(points.map(lineOf).join('\n'), 'history')).toEqual({ points, notices: [] });
});

test('the point of a report says what the report says', () => {
  const report = sampleReport().projects.find(
    ({ state, notices }) => state === 'tracked' && !notices.some(({ severity }) => severity === 'error'),
  );
  const made = report && pointOf(report, FRAME);
  expect(made).toMatchObject({ project: report?.name, remaining: report?.delta.remaining, noise: report?.delta.noise });
  expect(made?.patches).toHaveLength(report?.patches.length ?? -1);
  expect(parseHistory(made ? lineOf(made) : '', 'history').points).toEqual([made]);
});

test('a report without data, or with a part missing, gives no point', () => {
  const [report] = sampleReport().projects;
  if (!report) throw new Error('the sample has a project');
  const gap = { code: 'downstream.no-branch', severity: 'error', message: 'gone', hint: null } as const;
  expect(pointOf({ ...report, state: 'no-data' }, FRAME)).toBeNull();
  expect(pointOf({ ...report, notices: [gap] }, FRAME)).toBeNull();
});

test('patches of one name are told apart by their order', () => {
  const [report] = sampleReport().projects;
  const [patch] = report?.patches ?? [];
  if (!report || !patch) throw new Error('the sample has a patch');
  const made = pointOf({ ...report, state: 'tracked', notices: [], patches: [patch, patch] }, FRAME);
  expect(made?.patches.map(({ key }) => key.slice(-3))).toEqual([expect.not.stringContaining('#'), ' #2']);
});

test('damaged lines are passed over and told by number, those of a newer version apart', () => {
  const good = lineOf(point('2020-01-01', []));
  const bad = good.slice(0, 40);
  const newer = good.replace('"schemaVersion":1', '"schemaVersion":2');
  const dateless = good.replaceAll('2020-01-01', '2020-99-01');
  const { points, notices } = parseHistory([good, bad, '', newer, good, 'null', dateless].join('\n'), 'h.jsonl');
  expect(points).toHaveLength(2);
  expect(notices.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'history.damaged h.jsonl: lines 2, 6, 7 are no whole point of a history and left out',
    'history.newer h.jsonl: line 4 is written by a newer Landfall and left out',
  ]);
});

test('any text gives points and notices', () => {
  const good = lineOf(point('2020-01-01', [carried('a')]));
  const cut = fc.nat(good.length).map((at) => good.slice(at));
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.json(), cut, fc.constant(good))), (lines) => {
      const { points } = parseHistory(lines.join('\n'), 'h.jsonl');
      expect(points).toHaveLength(
        lines
          .join('\n')
          .split('\n')
          .filter((line) => line === good).length,
      );
    }),
    { numRuns: runs(100) },
  );
});

test('the committed schemas are those the code describes (vitest -u writes them)', async () => {
  const write = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`;
  await expect(write(historyJsonSchema())).toMatchFileSnapshot('../../config/schema/history.schema.json');
  await expect(write(trendJsonSchema())).toMatchFileSnapshot('../../config/schema/trend.schema.json');
});
