// What was measured must reach the page as it is: ratios, aims that apply to its size, curves over sizes.
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { aimsOf } from '../../src/bench/aims.js';
import type { Comparison } from '../../src/bench/compare.js';
import { costCurve } from '../../src/bench/curve.js';
import { curvesOf } from '../../src/bench/curves.js';
import { performancePage } from '../../src/bench/page.js';
import { renderRun } from '../../src/bench/render.js';
import { benchJsonSchema, benchRun, benchRunSchema } from '../../src/bench/run-json.js';
import { commitSizes, filesFor, patchSizes } from '../../src/bench/sizes.js';

const MACHINE = {
  processor: 'abacus',
  cores: 2,
  memory: '1 GiB',
  system: 'linux',
  node: '20',
  git: 'git version 2.39',
};

function took(seconds: number, peakBytes: number | null = 2 ** 20) {
  return { seconds, cpuSeconds: seconds, ownPeakBytes: peakBytes, peakBytes };
}

function measured(commits: number, patches = 100): Comparison {
  return {
    name: `${commits} commits`,
    size: { commits, files: filesFor({ commits, patches }), patches },
    runs: 1,
    cherry: took(commits / 30_000),
    others: [{ name: 'log of the same fields', ...took(commits / 60_000) }],
    cold: took(commits / 15_000, 400e6),
    warm: took(0.01),
    onward: { many: took(0.5), few: took(0.2), patch: took(0.1), agrees: true },
    forecast: took(commits / 10_000),
    commits,
    diffs: 250,
    patches,
    cacheBytes: commits * 1000,
    statuses: { landed: 60, pending: 40 },
  };
}

describe('aims', () => {
  test('each is a ratio of what was measured side by side', () => {
    expect(aimsOf(measured(30_000)).map(({ name, reached }) => [name, reached])).toEqual([
      ['cold / git cherry', 2],
      ['warm / git cherry', 0.01],
      ['+1,000 commits / git cherry', 0.5],
      ['forecast / cold', 1.5],
    ]);
  });

  test('memory is held against its aim where the history is large enough, the log where it is larger still', () => {
    const named = (commits: number) => aimsOf(measured(commits)).map(({ name, aim }) => `${name} ${aim}`);
    expect(named(100_000)).toContain('memory of all processes, MB 300');
    expect(named(1_000_000)).toContain('memory of all processes, MB 1000');
    expect(named(1_000_000)).toContain('cold / log of the same fields 1.5');
    expect(named(100_000)).not.toContain('cold / log of the same fields 1.5');
  });

  test('a small history says nothing of them', () => {
    expect(aimsOf(measured(2500))).toEqual([]);
  });
});

describe('sizes', () => {
  test('histories grow tenfold, stacks to three thousand patches, files with commits', () => {
    expect(commitSizes(100_000).map(({ commits }) => commits)).toEqual([1000, 10_000, 100_000]);
    expect(patchSizes().map(({ patches }) => patches)).toEqual([10, 100, 1000, 3000]);
    expect([1000, 30_000, 1_000_000].map((commits) => filesFor({ commits, patches: 1 }))).toEqual([100, 2000, 10_000]);
  });
});

describe('curves', () => {
  test('there is one for each that several sizes were measured of', () => {
    const files = (subjects: readonly Comparison[]) => curvesOf(subjects).map(({ file }) => file);
    expect(files([measured(30_000)])).toEqual([]);
    const named = (side: string) =>
      ['time', 'memory', 'cache', 'diffs'].map((kind) => `performance/${kind}-by-${side}.svg`);
    expect(files([measured(1000), measured(30_000)])).toEqual(named('commits'));
    expect(files([measured(30_000, 10), measured(30_000)])).toEqual(named('patches'));
  });

  test('a cost that is the same for all sizes is a level line', () => {
    const curves = curvesOf([measured(30_000, 10), measured(30_000)]);
    const level = curves.find(({ file }) => file === 'performance/diffs-by-patches.svg')?.svg ?? '';
    const heights = [...level.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/g)].map(([, y]) => y);
    expect(heights).toHaveLength(2);
    expect(new Set(heights).size).toBe(1);
  });

  test('on both axes ten times as much is as far everywhere, and names do not lie on each other', () => {
    const names = ['one', 'other'].map((name) => ({
      name,
      points: [[10, 1] as const, [100, 10] as const, [1000, 100] as const],
    }));
    const svg = costCurve(names, { across: 'size', up: 'cost' });
    const [first, second, third] = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    for (const axis of [0, 1]) expect(second![axis]! - first![axis]!).toBeCloseTo(third![axis]! - second![axis]!, 1);
    const heights = [...svg.matchAll(/y="([\d.]+)" text-anchor="start">(?:one|other)</g)].map(([, y]) => Number(y));
    expect(Math.abs(heights[0]! - heights[1]!)).toBeGreaterThanOrEqual(12);
  });

  test('names are text, whatever they are', () => {
    const svg = costCurve(
      [
        {
          name: '<b>&',
          points: [
            [1, 1],
            [10, 10],
          ],
        },
      ],
      { across: '<i>', up: '"' },
    );
    expect(svg).not.toMatch(/<b>|<i>/);
  });
});

describe('the page', () => {
  const run = benchRun(MACHINE, [measured(1000), measured(30_000)], '1.0.0', new Date('2026-01-02T03:04:05Z'));

  test('it has the machine, each subject beside git cherry, and a no where an aim is missed', () => {
    const page = performancePage([run], curvesOf(run.subjects));
    expect(page).toContain('- Landfall 1.0.0, 2026-01-02: abacus, 2 cores');
    expect(page).toContain('| landfall, cold | 2.00 | 2.00 | 2.00 | 2.00 | 381 MiB |');
    expect(page).toContain('| 30000 commits | cold / git cherry | 1 | 2.00 | **no** |');
    expect(page).toContain('](performance/time-by-commits.svg)');
  });

  test('the terminal says what it says, and that a run which went on disagreed', () => {
    expect(renderRun(run)).toMatch(/cold \/ git cherry +2\.00 +aim: at most 1, missed/);
    const odd = { ...measured(30_000), onward: { ...measured(30_000).onward!, agrees: false } };
    expect(renderRun({ ...run, subjects: [odd] })).toContain('said something else than the cold one');
  });

  test('in the repository is made of the runs that lie beside it', async () => {
    const folder = new URL('../../docs/performance/', import.meta.url);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    const runs = await Promise.all(
      names.map(async (name) => benchRunSchema.parse(JSON.parse(await readFile(new URL(name, folder), 'utf8')))),
    );
    const curves = curvesOf(runs.flatMap(({ subjects }) => subjects));
    expect(await readFile(new URL('../PERFORMANCE.md', folder), 'utf8')).toBe(performancePage(runs, curves));
    for (const { file, svg } of curves) expect(await readFile(new URL(`../${file}`, folder), 'utf8'), file).toBe(svg);
  });

  test('its JSON is what the schema in the repository describes', async () => {
    expect(benchRunSchema.parse(JSON.parse(JSON.stringify(run)))).toEqual(run);
    await expect(benchJsonSchema()).toMatchFileSnapshot('../../config/schema/bench.schema.json');
  });
});
