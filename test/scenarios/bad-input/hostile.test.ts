// Messages, people and paths are bytes of any kind: they are carried unharmed, and neutral in every output.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FORMATS, PLAIN } from '../../../src/report/index.js';
import type { Report } from '../../../src/model/report.js';
import { track } from '../../../src/track.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { append, type History, history, type Text, tinyRepo } from '../../support/tiny-repo.js';
import { judgePaths, NOW, projectOf } from '../judge.js';

/** Control characters but tab and line end, and one that turns the direction of writing. */
const UNSAFE = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code))
  .filter((sign) => /\p{Cc}/u.test(sign) && sign !== '\t' && sign !== '\n')
  .concat('\u202e');

const LINE = 'int distinctive_line_of_the_patch(struct vendor_board *board, unsigned flags);\n';

const PATHS: readonly (readonly [string, Text])[] = [
  ['blanks', ' lead and trail '],
  ['a tab and a line end', 'a\tb\nc.c'],
  ['a quote and a backslash', '"a\\".c'],
  ['an escape sequence', '\x1b[31mred\x07.c'],
  ['Latin-1', Buffer.from('caf\xe9.c', 'latin1')],
  ['UTF-8', 'größe-日本.c'],
  ['a dash in front', '--output=x.c'],
  ['a colon in front', ':(top)x.c'],
  ['pattern signs', 'a*b?[c].c'],
  ['what looks like a diff', 'a b/x.c b b/x.c'],
];

describe('paths', () => {
  test('land and are carried, whatever is in their names', async () => {
    const h = history();
    const base = h.commit({
      message: 'base',
      files: [['filler.c', 'int filler;\n'], ...PATHS.map(([, path]) => [path, 'int first;\n'] as const)],
    });
    const landed = PATHS.map(([title, path]) =>
      h.commit({
        branch: 'local',
        ...(title === 'blanks' && { parents: [base] }),
        message: `landed: ${title}`,
        files: [[path, append(LINE)]],
      }),
    );
    for (const [title, path] of PATHS) {
      const own = append(LINE.replace('patch', title.replaceAll(/\W/g, '_')));
      h.commit({ branch: 'local', message: `carried: ${title}`, files: [[path, own]] });
    }
    h.commit({ message: 'other', files: { 'filler.c': 'int filler_of_upstream;\n' } });
    for (const commit of landed) h.pick(commit);
    const repo = await tinyRepo(h);
    const report = await judgePaths(repo.path, repo.path);
    const said = Object.fromEntries(report.patches.map(({ subject, status }) => [subject, status]));
    const wanted = PATHS.flatMap(([title]) => [
      [`landed: ${title}`, 'landed'],
      [`carried: ${title}`, 'pending'],
    ]);
    expect(said).toEqual(Object.fromEntries(wanted));
    expect(report.patches.every(({ size }) => size.insertions === 1 && size.files === 1)).toBe(true);
  });

  test('of the repositories themselves may hold blanks, quotes and line ends', async () => {
    const { path } = await temporaryDirectory();
    for (const name of ['"quoted" words', '#line\nend', '-back\\slash', 'caf\u00e9:b']) {
      const h = oneLanded();
      const repo = await tinyRepo(h, { directory: join(path, name) });
      const report = await judgePaths(repo.path, repo.path);
      expect([name, report.state, report.patches[0]?.status]).toEqual([name, 'tracked', 'landed']);
    }
  });
});

function oneLanded(message: Text = 'fix', author: Text = 'A <a@example.org>', more = {}): History {
  const h = history();
  const base = h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } });
  const fix = h.commit({ branch: 'local', parents: [base], message, author, files: { 'a.c': append(LINE) }, ...more });
  h.commit({ message: 'other', files: { 'b.c': 'int b;\n' } });
  h.pick(fix, { message: 'landed' });
  return h;
}

describe('messages and people', () => {
  const latin = Buffer.from('caf\xe9 au lait\n\nr\xe9sum\xe9\n', 'latin1');
  const messages: readonly (readonly [string, Text, object, string])[] = [
    ['nothing at all', '', {}, ''],
    ['only line ends', '\n\n\n', {}, ''],
    ['Latin-1 that says so', latin, { encoding: 'ISO-8859-1' }, 'café au lait'],
    ['Latin-1 that does not', latin, {}, 'café au lait'],
    ['an unknown encoding', 'plain', { encoding: 'x-no-such' }, 'plain'],
    ['a subject of two lines', 'first\nsecond\n\nbody', {}, 'first'],
    ['carriage returns', 'windows\r\n\r\nbody\r\n', {}, 'windows'],
    ['an id in a line of its own', `${'a'.repeat(40)}\n\n${'b'.repeat(40)}\n`, {}, 'a'.repeat(40)],
  ];
  test('of every kind are read, and their patches land', async () => {
    const h = history();
    const base = h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } });
    const made = messages.map(([, message, more], place) => {
      const line = LINE.replace('patch', `patch_${'abcdefgh'.charAt(place)}`);
      const files = { [`${place}.c`]: line };
      return h.commit({ branch: 'local', ...(place === 0 && { parents: [base] }), message, files, ...more });
    });
    for (const commit of made) h.pick(commit, { message: 'landed' });
    const repo = await tinyRepo(h);
    const { patches } = await judgePaths(repo.path, repo.path);
    expect(patches.map(({ subject, status }) => [subject, status])).toEqual(
      messages.map(([, , , subject]) => [subject, 'landed']),
    );
  });

  test('nobody, and dates beyond any calendar', async () => {
    const h = oneLanded('fix', ' <>', { date: 0 });
    h.commit({ branch: 'local', message: 'far', date: 99_999_999_999, files: { 'far.c': 'int far;\n' } });
    const repo = await tinyRepo(h);
    const report = await judgePaths(repo.path, repo.path);
    expect(report.patches.map(({ authorDate, status }) => [authorDate, status])).toEqual([
      ['1970-01-01T00:00:00.000Z', 'landed'],
      ['5138-11-16T09:46:39.000Z', 'pending'],
    ]);
  });

  test('control characters and markup reach no output as they are', async () => {
    const evil = '\x1b]0;owned\x07\x1b[2J<script>alert(1)</script>|`x`\u202egnp.exe';
    const h = oneLanded(evil, `${evil.replace(/[<>]/g, '')} <a@example.org>`);
    h.commit({ branch: 'local', message: `${evil} too`, files: [[`${evil}.c`, `int x; /* ${evil} */\n`]] });
    const repo = await tinyRepo(h);
    const project = await projectOf(repo.path, repo.path);
    const report: Report = await track([{ project, notices: [] }], { now: NOW, version: '0', cores: 1 });
    for (const format of FORMATS) {
      const text = format.report(report, { ...PLAIN, verbose: true });
      expect([format.name, UNSAFE.some((sign) => text.includes(sign))]).toEqual([format.name, false]);
      if (format.name === 'markdown') expect(text).not.toContain('<script>');
    }
  });
});
