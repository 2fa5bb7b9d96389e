// The markdown output: golden pages, and that no text breaks out of its cell or becomes markup.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLAIN } from '../../src/report/index.js';
import { markdown } from '../../src/report/markdown.js';
import { code, text } from '../../src/report/markdown/escape.js';
import { commitLink } from '../../src/report/markdown/links.js';
import { landedExplanation } from './explanations.js';
import { oid, patch, project, report } from './fixtures.js';
import { hostileTexts, poison } from './hostile.js';
import { sampleReport } from './samples.js';
import { runs } from '../support/property-tests.js';

describe('pages', () => {
  test('a report', async () => {
    await expect(markdown.report(sampleReport(), PLAIN)).toMatchFileSnapshot('../golden/report.md');
  });

  test('an explanation', async () => {
    await expect(markdown.explain(landedExplanation(), PLAIN)).toMatchFileSnapshot('../golden/explain.md');
  });

  test('a stack of thousands stays below the size that GitHub takes', () => {
    const patches = Array.from({ length: 4000 }, (_, at) =>
      patch(`${'a subject of the usual length, '.repeat(2)}${at}`),
    );
    const shown = markdown.report(report([project('p', patches)]), PLAIN);
    expect(shown.length).toBeLessThan(1024 * 1024);
    expect(shown).toContain('and 2,000 more');
  });
});

describe('links', () => {
  const id = oid('x');

  test.each([
    ['https://github.com/o/r', `https://github.com/o/r/commit/${id}`],
    ['https://github.com/o/r.git/', `https://github.com/o/r/commit/${id}`],
    ['https://gitlab.com/group/sub/r.git', `https://gitlab.com/group/sub/r/-/commit/${id}`],
    ['https://gitlab.example.org/o/r', `https://gitlab.example.org/o/r/-/commit/${id}`],
  ])('%s is a forge that is known', (url, page) => {
    expect(commitLink(id, url)).toBe(`[\`${id.slice(0, 12)}\`](${page})`);
  });

  test.each([
    null,
    'https://sourceware.org/git/binutils-gdb.git',
    'git@github.com:o/r.git',
    'https://github.com.evil.example/o/r',
    'https://github.com/o/r)[x](https://evil.example',
  ])('%s gets no link', (url) => {
    expect(commitLink(id, url)).toBe(`\`${id.slice(0, 12)}\``);
  });
});

describe('escapes', () => {
  test('what could be markup is shown as it was written', () => {
    expect(text('a_b *c* [d](e) `f` <b> | & g\\h')).toBe(
      'a\\_b \\*c\\* \\[d\\](e) \\`f\\` &lt;b&gt; &#124; &amp; g\\\\h',
    );
    expect(text('@you #1 http://x www.y 1. z')).toBe('@&#8203;you #&#8203;1 http&#58;//x www&#8203;.y 1. z');
    expect(text('1. z')).toBe('1\\. z');
    // What follows in the same line may begin with a name.
    expect(text('mail @')).toBe('mail @&#8203;');
  });

  test('code is plain between backticks, or escaped', () => {
    expect(code('refs/heads/topic-1')).toBe('`refs/heads/topic-1`');
    expect(code('a`b|c')).toBe('<code>a\\`b&#124;c</code>');
  });
});

describe('for every text', () => {
  const OWN_TAGS = /<\/?(?:br|sub|code|details|summary)>/g;

  function holds(shown: string) {
    expect(shown).not.toMatch(/[^\n\P{Cc}]/u);
    const prose = shown.replace(/^(`{3,})diff\n[^]*?\n\1$/gm, '').replace(/(?<!\\)`[^`\n]*`/g, '');
    expect(prose.replace(OWN_TAGS, '')).not.toMatch(/<|@\w|:\/\/(?!git(?:hub|lab)\.com\/)/);
    for (const block of prose.match(/(?:^\|.*\n)+/gm) ?? []) {
      const widths = block
        .trimEnd()
        .split('\n')
        .map((row) => row.split('|').length);
      expect(new Set(widths).size, block).toBe(1);
    }
  }

  test('the tables of a report stay whole', () => {
    fc.assert(
      fc.property(hostileTexts, fc.boolean(), (words, verbose) => {
        const dirty = poison(sampleReport(), words);
        holds(markdown.report(dirty, { ...PLAIN, verbose }));
      }),
      { numRuns: runs(60) },
    );
  });

  test('an explanation stays whole, its diffs inside their fences', () => {
    fc.assert(
      fc.property(hostileTexts, (words) => {
        holds(markdown.explain(poison(landedExplanation(), words), PLAIN));
      }),
    );
  });
});
