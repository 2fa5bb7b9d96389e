// The contract that every format keeps; a new one in the registry is tested here without a further line.
import { describe, expect, test } from 'vitest';
import { visible } from '../../src/report/clean.js';
import { FORMATS, PLAIN } from '../../src/report/index.js';
import { landedExplanation } from './explanations.js';
import { report } from './fixtures.js';
import { sampleReport } from './samples.js';

test('names are unique and can be typed', () => {
  const names = FORMATS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z][a-z-]*$/);
});

describe.each(FORMATS.map((format) => [format.name, format] as const))('%s', (_name, format) => {
  test('is a pure function of the result', () => {
    expect(format.report(sampleReport(), PLAIN)).toBe(format.report(sampleReport(), PLAIN));
    expect(format.explain(landedExplanation(), PLAIN)).toBe(format.explain(landedExplanation(), PLAIN));
  });

  test('ends with one line end', () => {
    for (const shown of [format.report(sampleReport(), PLAIN), format.explain(landedExplanation(), PLAIN)]) {
      expect(shown).toMatch(/[^\n]\n$/);
    }
  });

  test('bears a report without projects', () => {
    expect(format.report(report([]), PLAIN)).not.toBe('');
  });
});

describe('characters made visible', () => {
  test.each([
    ['\u001b[31mred', '␛[31mred', '\\x1b[31mred'],
    ['two\nlines', 'two␊lines', 'two\\x0alines'],
    ['a\u202eb', 'a\\u202eb', 'a\\u202eb'],
    ['c1 \u009b', 'c1 \\x9b', 'c1 \\x9b'],
    ['zero\u200bwidth', 'zero\\u200bwidth', 'zero\\u200bwidth'],
    ['half \ud83d pair', 'half \ufffd pair', 'half ? pair'],
    ['José 漢', 'José 漢', 'Jose ?'],
    ['❤\ufe0f', '❤', '?'],
  ])('%j', (given, unicode, ascii) => {
    expect(visible(given)).toBe(unicode);
    expect(visible(given, true)).toBe(ascii);
  });
});
