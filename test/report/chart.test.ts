// Charts: what they draw, that they are sound XML, and that nothing in a name breaks out.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { burnDown, type ChartPoint } from '../../src/report/chart/burn-down.js';
import { sparkline } from '../../src/report/chart/sparkline.js';
import { chartRows } from '../../src/report/chart/terminal.js';
import { PLAIN } from '../../src/report/index.js';
import { pageFor, paintRows } from '../../src/report/terminal/layout.js';
import { runs } from '../support/property-tests.js';
import { hostileTexts } from './hostile.js';

const LOOK = { title: 'gdb', unit: 'patches', width: 720, height: 260 };
const STORY: readonly ChartPoint[] = [
  { date: '2020-01-01T00:00:00Z', remaining: 40, noise: 10 },
  { date: '2020-04-01T00:00:00Z', remaining: 20, noise: 10 },
  { date: '2020-10-01T00:00:00Z', remaining: 0, noise: 0 },
];

const times = fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const counts = fc.nat({ max: 100_000 });
const histories = fc
  .array(fc.record({ date: times.map((time) => time.toISOString()), remaining: counts, noise: counts }), {
    minLength: 1,
  })
  .map((points) => points.toSorted((a, b) => Date.parse(a.date) - Date.parse(b.date)));

test('a burn-down says in words where it begins and ends', () => {
  const drawn = burnDown(STORY, LOOK);
  expect(drawn).toContain('aria-label="gdb: 40 patches on 2020-01-01, 0 patches on 2020-10-01"');
  expect(drawn).toContain('<title>gdb</title>');
  expect(burnDown([], LOOK)).toContain('no history yet');
  expect(sparkline([], LOOK)).toBe('');
});

test('the chart of a terminal', async () => {
  const page = pageFor(PLAIN);
  const shown = paintRows(chartRows(STORY, page), page, PLAIN.paint);
  await expect(shown).toMatchFileSnapshot('../golden/chart-80.txt');
});

describe('for every history', () => {
  test('SVG has only finite numbers', () => {
    fc.assert(
      fc.property(histories, (points) => {
        expect(burnDown(points, LOOK) + sparkline(points, LOOK)).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: runs(50) },
    );
  });

  test('terminal rows fit the page, in ASCII too', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 40, max: 120 }), fc.boolean(), (points, width, ascii) => {
        const page = pageFor({ ...PLAIN, width, ascii });
        const shown = paintRows(chartRows(points, page), page, PLAIN.paint);
        expect(shown).not.toMatch(/NaN|undefined/);
        expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
        if (ascii) expect(shown).toMatch(/^[\n\x20-\x7e]*$/);
      }),
      { numRuns: runs(50) },
    );
  });
});

test('no title breaks out of its attribute or element', () => {
  fc.assert(
    fc.property(hostileTexts, ([title = '']) => {
      for (const drawn of [burnDown(STORY, { ...LOOK, title }), sparkline(STORY, { ...LOOK, title })]) {
        const tags = [...drawn.matchAll(/<\/?([a-z]+)(?: [a-z:A-Z0-9-]+="[^"<>]*")*\/?>/g)];
        expect(drawn.replaceAll(/<\/?[a-z]+(?: [a-z:A-Z0-9-]+="[^"<>]*")*\/?>/g, '')).not.toMatch(/[<>]/);
        expect([...new Set(tags.map((tag) => tag[1]))].every((name) => KNOWN.includes(name ?? ''))).toBe(true);
      }
    }),
    { numRuns: runs(50) },
  );
});

const KNOWN = ['svg', 'title', 'style', 'path', 'line', 'text'];
