// The terminal output: golden pages, and what must hold at every width and for every text.
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { PALETTE, PLAIN, type RenderOptions, type Style } from '../../src/report/index.js';
import { terminal } from '../../src/report/terminal.js';
import { editedExplanation, landedExplanation, pendingExplanation } from './explanations.js';
import { patch, project, report } from './fixtures.js';
import { hostileTexts, poison } from './hostile.js';
import { gdb, sampleReport } from './samples.js';
import { runs } from '../support/property-tests.js';
import { submissionOf } from '../verdict/facts.js';

const GOLDEN = '../golden';

describe('pages', () => {
  test('80 columns', async () => {
    await expect(terminal.report(sampleReport(), PLAIN)).toMatchFileSnapshot(`${GOLDEN}/report-80.txt`);
  });

  test('80 columns, verbose', async () => {
    const shown = terminal.report(report([gdb()]), { ...PLAIN, verbose: true });
    await expect(shown).toMatchFileSnapshot(`${GOLDEN}/report-80-verbose.txt`);
  });

  test('120 columns', async () => {
    const shown = terminal.report(report([gdb()]), { ...PLAIN, width: 120 });
    await expect(shown).toMatchFileSnapshot(`${GOLDEN}/report-120.txt`);
  });

  test('80 columns of ASCII', async () => {
    const shown = terminal.report(report([gdb()]), { ...PLAIN, ascii: true });
    await expect(shown).toMatchFileSnapshot(`${GOLDEN}/report-80-ascii.txt`);
  });

  test('an address stands whole however narrow the page is, unless it would fill the screen', () => {
    const shown = (url: string) => {
      const sent = patch('net: bound the frame', { status: 'submitted', submission: submissionOf({ url }) });
      return terminal.report(report([project('demo', [sent])]), { ...PLAIN, width: 40 });
    };
    const url = 'https://lore.kernel.org/qemu-devel/20260228222227.779444-1-somebody.with.a.name@example.org/';
    expect(shown(url)).toContain(`\n    ${url}\n`);
    const lines = shown(`https://example.org/${'x'.repeat(5000)}`).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBe(300);
  });

  test('a landed patch explained', async () => {
    await expect(terminal.explain(landedExplanation(), PLAIN)).toMatchFileSnapshot(`${GOLDEN}/explain-80.txt`);
  });

  test('lines that differ only beyond the edge of the page are shown where they differ', () => {
    const alike = `expect "${'a word '.repeat(20)}`;
    const shown = terminal.explain(editedExplanation(`${alike}of ours"`, `${alike}of theirs"`), PLAIN);
    expect(shown).toContain('~ + …d a word of ours"\n');
    expect(shown).toContain('→ …d a word of theirs"\n');
  });

  test('a patch of which nothing was found', async () => {
    await expect(terminal.explain(pendingExplanation(), PLAIN)).toMatchFileSnapshot(`${GOLDEN}/explain-80-pending.txt`);
  });
});

describe('what is shown', () => {
  const thirteen = report([
    project(
      'p',
      Array.from({ length: 13 }, (_, at) => patch(`topic ${at}`)),
    ),
  ]);

  test('long groups are cut, and say how to see the rest', () => {
    const shown = terminal.report(thirteen, PLAIN);
    expect(shown).toContain('… and 3 more (--verbose)');
    expect(shown).toContain('topic 9');
    expect(shown).not.toContain('topic 10');
  });

  test('verbose shows all of them', () => {
    expect(terminal.report(thirteen, { ...PLAIN, verbose: true })).toContain('topic 12');
  });

  test('100% is said only when nothing remains', () => {
    const landed = Array.from({ length: 999 }, (_, at) => patch(`landed ${at}`, { status: 'landed' }));
    const shown = terminal.report(report([project('p', [...landed, patch('the last one')])]), PLAIN);
    expect(shown).toContain('99% landed');
    expect(shown).toContain('░');
  });

  test('a project without data is never shown with figures', () => {
    const shown = terminal.report(report([project('p', [], { state: 'no-data', upstream: null })]), PLAIN);
    expect(shown).toContain('NO DATA');
    expect(shown).not.toContain('landed');
  });

  test('patches due at several releases come in the order of the releases', () => {
    const at = (release: string | null) =>
      patch(`due ${release}`, { status: 'landed', action: { kind: 'drop-at-release', release, says: '' } });
    const shown = terminal.report(report([project('p', [at(null), at('v2.10'), at('v2.9')])]), PLAIN);
    const places = ['Drop at v2.9', 'Drop at v2.10', 'Drop once released'].map((title) => shown.indexOf(title));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
  });
});

describe('for every text', () => {
  const options = fc.record({ width: fc.integer({ min: 40, max: 200 }), ascii: fc.boolean(), verbose: fc.boolean() });
  const paint = (style: Style, text: string) => `\u001b[${Object.keys(PALETTE).indexOf(style)}m${text}\u001b[m`;

  const ACTING = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

  /** Everything but our own paint. */
  const unpainted = (shown: string) =>
    Object.keys(PALETTE)
      .reduce((left, _, at) => left.replaceAll(`\u001b[${at}m`, ''), shown)
      .replaceAll('\u001b[m', '');

  function holds(render: (given: RenderOptions) => string, given: Omit<RenderOptions, 'paint'>) {
    const shown = unpainted(render({ ...given, paint }));
    expect(shown).toBe(render({ ...given, paint: PLAIN.paint }));
    expect(shown.replaceAll('\n', '')).not.toMatch(ACTING);
    if (given.ascii) expect(shown).toMatch(/^[\n\x20-\x7e]*$/);
    for (const line of shown.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(given.width);
  }

  test('a report holds no control character and is never wider than the page', () => {
    const sample = sampleReport();
    fc.assert(
      fc.property(hostileTexts, options, (words, given) => {
        const dirty = poison(sample, words);
        holds((all) => terminal.report(dirty, all), given);
      }),
      { numRuns: runs(60) },
    );
  });

  test('an explanation does not either', () => {
    fc.assert(
      fc.property(hostileTexts, options, (words, given) => {
        const dirty = poison(landedExplanation(), words);
        holds((all) => terminal.explain(dirty, all), given);
      }),
      { numRuns: runs(100) },
    );
  });
});
