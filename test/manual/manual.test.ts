// What is written about the commands is what --help says, everywhere; and no page is left over.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/index.js';
import { manualFiles, writeManual } from '../../src/commands/write-manual.js';
import { manPage } from '../../src/manual/man.js';
import { markdownPage } from '../../src/manual/markdown.js';
import { type Page, parseNotes } from '../../src/manual/page.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const files = await manualFiles(version);

test('they are written below a folder, whatever is there', async () => {
  const { path } = await temporaryDirectory();
  await writeManual(path, version);
  await writeManual(path, version);
  expect(readFileSync(join(path, 'man/landfall.1'), 'utf8')).toBe(files.get('man/landfall.1'));
});

test('every command has a page, and no page is left over', () => {
  const pages = [...files.keys()].filter((path) => path.startsWith('docs/commands/')).map((path) => basename(path));
  expect(pages).toEqual(expect.arrayContaining(COMMANDS.map(({ name }) => `${name}.md`)));
  expect(readdirSync(join(ROOT, 'docs/commands')).sort()).toEqual(pages.sort());
});

test.each(COMMANDS.map(({ name }) => name))('the help of %s has examples that call it', (name) => {
  const [, examples = ''] = (files.get(`docs/commands/${name}.md`) ?? '').split('## Examples');
  expect(examples).toMatch(new RegExp(`^\\$ (?:.* )?<?\\(?landfall ${name}\\b`, 'm'));
});

describe('any text', () => {
  const page: Page = {
    name: 'x',
    says: '.dots, \\backslashes and <angles>',
    usage: 'x [-a] "b"',
    arguments: [],
    options: [{ term: '-a, --all <b|c>', says: "'quoted' a|b *c*" }],
    notes: parseNotes('one\ntwo\n\n  $ x -a\n\n.three\n'),
  };

  test('is text in a man page, no request of its own', () => {
    const written = manPage(page, [page], '1.0');
    const requests = written.match(/^[.'](?!\\").*$/gmu) ?? [];
    expect(new Set(requests.map((line) => line.split(' ')[0]))).toEqual(
      new Set(['.TH', '.SH', '.SS', '.B', '.TP', '.PP', '.RS', '.nf', '.fi', '.RE', '.BR']),
    );
    expect(written).toContain('\\&.dots, \\ebackslashes');
    expect(written).toContain('\\&.three');
    expect(written).toContain('.SS "landfall x [\\-a] ""b"""');
  });

  test('is no markup in a page of the docs', () => {
    const written = markdownPage(page);
    expect(written).toContain('\\<angles\\>');
    expect(written).toContain("| `-a, --all <b|c>` | 'quoted' a\\|b \\*c\\* |".replace('<b|c>', '<b\\|c>'));
    expect(written).toContain('```console\n$ x -a\n```');
  });

  test('notes part at blank lines, and code from text', () => {
    expect(page.notes).toEqual([
      { kind: 'text', lines: ['one', 'two'] },
      { kind: 'code', lines: ['$ x -a'] },
      { kind: 'text', lines: ['.three'] },
    ]);
  });
});
