// A small corpus, generated, with the exact verdict on each of its patches (test/golden/corpus.txt; `npm run golden` writes it anew).
import { beforeAll, describe, expect, test } from 'vitest';
import { accuracyPage } from '../../src/accuracy/page.js';
import { calibrationPlot } from '../../src/accuracy/calibration-plot.js';
import { makeCorpus } from '../../src/accuracy/corpus.js';
import { measureAccuracy, type Measured } from '../../src/accuracy/measure.js';
import { renderRun } from '../../src/accuracy/render.js';
import { accuracyRun } from '../../src/accuracy/run-json.js';
import { accuracyJsonSchema, accuracyRunSchema } from '../../src/accuracy/run-schema.js';
import { parseTruth, printTruth, type TruthRow } from '../../src/accuracy/truth.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const NOW = new Date('2026-01-01T00:00:00Z');
const ROWS = 60;

let truth: TruthRow[];
let measured: Measured;

beforeAll(async () => {
  const { path, remove } = await temporaryDirectory();
  truth = await makeCorpus(path, ROWS, 3);
  measured = await measureAccuracy(truth, {
    repositories: path,
    hide: 2,
    baselines: true,
    track: { now: NOW, version: '0.0.0', cores: 2 },
  });
  return remove;
});

describe('the corpus', () => {
  test('gets exactly these verdicts', async () => {
    const lines = measured.judged.map(({ row, said, missed, wrong, right }) =>
      [right ? 'right' : 'WRONG', row.statuses[0], said.status, missed.length, wrong.length, row.slices.join(',')].join(
        ' ',
      ),
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../golden/corpus.txt');
  });

  test('has no false landing, and the diff alone tells more than git cherry with all messages', () => {
    const { all, baselines } = accuracyRun(measured, [], '0.0.0', NOW).halves.report ?? {};
    expect(all?.falseLandings).toBe(0);
    expect(all?.links.f1 ?? 0).toBeGreaterThan(baselines?.['git cherry']?.links.f1 ?? 1);
  });

  test('is a table that can be read back', () => {
    expect(truth.length).toBeGreaterThanOrEqual(ROWS);
    expect(parseTruth(printTruth(truth), 'corpus.tsv')).toEqual(truth);
  });
});

describe('a run', () => {
  test('is what its schema describes', async () => {
    const run = accuracyRun(measured, [], '0.0.0', NOW);
    expect(accuracyRunSchema.parse(JSON.parse(JSON.stringify(run)))).toEqual(run);
    await expect(accuracyJsonSchema()).toMatchFileSnapshot('../../config/schema/accuracy.schema.json');
  });

  test('fits a terminal of 100 columns, a page and a picture', () => {
    const run = accuracyRun(measured, [], '0.0.0', NOW);
    const widest = Math.max(
      ...renderRun(run)
        .split('\n')
        .map((line) => line.length),
    );
    expect(widest).toBeLessThanOrEqual(100);
    const page = accuracyPage([run], () => 'plot.svg');
    expect(page).toContain('![Calibration](plot.svg)');
    expect(page).toContain(`| **all** | ${truth.length} |`);
    const bins = run.halves.report?.calibration ?? [];
    expect(calibrationPlot(bins).match(/<circle/g)).toHaveLength(bins.length);
  });
});
