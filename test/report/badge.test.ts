// Badges: what they say, their colours, and that no title breaks the SVG.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BADGE_METRICS, badges, type Badge, type BadgeMetric } from '../../src/report/badge.js';
import { patch, project, report } from './fixtures.js';
import { hostileTexts } from './hostile.js';
import { sampleReport } from './samples.js';
import { runs } from '../support/property-tests.js';

/** https://shields.io/badges/endpoint-badge */
const endpointSchema = z.strictObject({
  schemaVersion: z.literal(1),
  label: z.string().min(1),
  message: z.string().min(1),
  color: z.string().min(1),
  isError: z.literal(true).optional(),
});

describe('what a badge says', () => {
  test.each([
    ['patches', '3 of 4 patches to carry'],
    ['lines', '+72 −18 lines to carry'],
    ['percent', '25% landed'],
  ] as const)('%s', (metric, message) => {
    expect(badgeOf(stack(1, 3), metric).endpoint.message).toBe(message);
  });

  test('the sum of all projects comes last', () => {
    const all = badges(report([stack(1, 3), { ...stack(4, 0), name: 'q' }]), 'patches');
    expect(all.map(({ name }) => name)).toEqual(['p', 'q', 'landfall']);
    expect(all.at(-1)?.endpoint.message).toBe('3 of 8 patches to carry');
  });

  test('a project that is called landfall keeps its name', () => {
    const names = badges(report([{ ...stack(1, 0), name: 'landfall' }]), 'patches').map(({ name }) => name);
    expect(names).toEqual(['landfall', 'landfall-all']);
  });

  test('every endpoint is what shields reads', () => {
    for (const metric of BADGE_METRICS) {
      for (const badge of badges(sampleReport(), metric)) endpointSchema.parse(badge.endpoint);
    }
  });
});

describe('colours', () => {
  test.each([
    [4, 0, 'brightgreen'],
    [19, 1, 'green'],
    [9, 2, 'yellowgreen'],
    [5, 5, 'yellow'],
    [1, 3, 'orange'],
    [0, 4, 'red'],
  ])('%i landed and %i to carry is %s', (landed, open, colour) => {
    expect(badgeOf(stack(landed, open), 'percent').endpoint.color).toBe(colour);
  });

  test('no data is grey and says so', () => {
    const { endpoint, svg } = badgeOf({ ...stack(4, 0), state: 'no-data' }, 'percent');
    expect(endpoint).toMatchObject({ message: 'no data', color: 'lightgrey', isError: true });
    expect(svg).toContain('no data');
  });

  test('no project at all is no data', () => {
    expect(badges(report([]), 'patches')[0]?.endpoint.message).toBe('no data');
  });

  test('an empty stack that was read is neither good nor bad news', () => {
    expect(badgeOf(stack(0, 0), 'percent').endpoint).toMatchObject({ message: '0 patches', color: 'blue' });
  });

  test('never green where a part could not be read', () => {
    const notice = { code: 'x', severity: 'error' as const, message: 'a branch is missing', hint: null };
    const { endpoint } = badgeOf({ ...stack(4, 0), notices: [notice] }, 'percent');
    expect(endpoint).toMatchObject({ message: '100% landed, incomplete', color: 'yellow' });
  });

  test('nor for all, when one project has no data', () => {
    const all = badges(report([stack(4, 0), { ...stack(0, 0), name: 'q', state: 'no-data' }]), 'percent');
    expect(all.at(-1)?.endpoint).toMatchObject({ message: '100% landed, incomplete', color: 'yellow' });
  });
});

test('for every title the SVG is well formed and the label short', () => {
  fc.assert(
    fc.property(hostileTexts, (words) => {
      const [badge] = badges(report([{ ...stack(1, 1), title: words.join('') }]), 'patches');
      expect(Array.from(badge?.endpoint.label ?? '').length).toBeLessThanOrEqual(40);
      expect(badge?.endpoint.label).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(faultOfXml(badge?.svg ?? '')).toBeNull();
    }),
    { numRuns: runs(300) },
  );
});

function stack(landed: number, open: number) {
  const done = Array.from({ length: landed }, (_, at) => patch(`landed ${at}`, { status: 'landed' }));
  return project('p', [...done, ...Array.from({ length: open }, (_, at) => patch(`open ${at}`))]);
}

function badgeOf(one: ReturnType<typeof stack>, metric: BadgeMetric): Badge {
  const [first] = badges(report([one]), metric);
  if (first === undefined) throw new Error('no badge');
  return first;
}

/** The first reason why a text is not well-formed XML, or null: characters, tags in pairs, attributes, entities. */
function faultOfXml(xml: string): string | null {
  if (/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml)) return 'illegal character';
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, end, name, _attributes, empty) => {
      if (end === '/' && open.pop() !== name) open.push(`</${name}>`);
      if (end === '' && empty === '') open.push(name);
      return '';
    },
  );
  if (open.length > 0) return `tags left open: ${open.join(' ')}`;
  if (/[<>]/.test(rest)) return 'stray < or >';
  return /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(xml) ? 'bare &' : null;
}
