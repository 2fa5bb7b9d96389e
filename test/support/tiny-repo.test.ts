// The builder must say the ids that git will compute, and carry any bytes unharmed.
import { expect, test } from 'vitest';
import { after, edit, type History, history, type ObjectFormat, textIn, tinyRepo } from './tiny-repo.js';

const HOSTILE = Buffer.from('dir \xff/a\nb\t"c\\d\x1b[31m\u0001.c', 'latin1');

function tellEverything(h: History) {
  tellTwoSides(h);
  tellSpecialFiles(h);
  h.commit({ branch: '-dash', parents: [], message: 'root', files: { 'a.c': 'other\n' } });
  h.merge(h.tip('-dash'), { files: { 'a.c': after('int b;\n', 'int evil;\n') } });
}

function tellTwoSides(h: History) {
  const base = h.commit({
    message: 'base',
    files: { 'a.c': 'int a;\nint b;\nint c;\n', 'x/y.c': 'int y;\n', 'x.c': 'int x;\n' },
  });
  h.tag('v1.0', { at: base, message: 'Release 1.0', tagger: Buffer.from('R\xe9my <r@example.org>', 'latin1') });
  h.tag('light', { at: base });
  h.point('side', base);
  const fix = h.commit({ branch: 'side', message: 'side', files: { 'a.c': edit('int c', 'long c'), 'x/y.c': null } });
  h.commit({
    message: 'empty',
    date: '2021-03-04T05:06:07+02:00',
    committer: 'C <c@example.org>',
    commitDate: 1614827168,
  });
  const picked = h.pick(fix, { message: `side\n\n(cherry picked from commit ${fix.oid})` });
  h.revert(picked);
  h.point('refs/x/y', fix);
}

function tellSpecialFiles(h: History) {
  h.commit({
    message: Buffer.from('caf\xe9 \x1b]0;x\x07\n\nno line end', 'latin1'),
    author: Buffer.from('\xc9va <eva@example.org>', 'latin1'),
    encoding: 'ISO-8859-1',
    files: [
      [HOSTILE, 'hostile\n'],
      ['a.bin', Buffer.from([0, 255, 10])],
      ['"q', 'q\n'],
      [' lead', 'l\n'],
    ],
  });
  h.commit({
    message: 'special',
    files: {
      'moved.c': { movedFrom: 'x.c', content: edit('int x', 'long x') },
      'run.sh': { content: '#!/bin/sh\n', mode: '100755' },
      'x/y.c/deeper': 'a folder where a file was\n',
      'x/y.c': null,
      link: { symlink: 'a.c' },
      sub: { submodule: '1'.repeat(h.objectFormat === 'sha1' ? 40 : 64) },
    },
  });
  h.commit({ message: 'mode', files: { 'a.c': { mode: '100755' } } });
}

test.each<ObjectFormat>(['sha1', 'sha256'])('a %s repository has the ids that were told', async (objectFormat) => {
  const repo = await tinyRepo(tellEverything, { objectFormat, branch: 'trunk' });
  const printed = await repo.git('for-each-ref', '--format=%(objectname) %(refname)');
  const told = [...repo.history.refs].map(([ref, target]) => `${target.oid} ${ref}`);
  expect(printed.split('\n').sort()).toEqual(told.sort());
  expect(await repo.git('rev-parse', '--symbolic-full-name', 'HEAD')).toBe('refs/heads/trunk');
  expect(await repo.git('fsck', '--strict', '--no-dangling')).toBe('');
});

test('hostile bytes survive', async () => {
  const repo = await tinyRepo(tellEverything);
  const paths = await repo.git('-c', 'i18n.logOutputEncoding=ISO-8859-1', 'ls-tree', '-rz', '--name-only', repo.oid());
  expect(paths).toContain(HOSTILE.toString('utf8'));
  const message = await repo.git('cat-file', 'commit', `${repo.oid()}~3`);
  expect(message).toContain('encoding ISO-8859-1\n\ncaf\ufffd \u001b]0;x\u0007\n\nno line end');
});

test('merge, pick and revert act as git does', async () => {
  const h = history();
  const base = h.commit({ message: 'base', files: { 'a.c': 'one\ntwo\nthree\nfour\nfive\n' } });
  h.point('side', base);
  const fix = h.commit({ branch: 'side', message: 'fix', files: { 'a.c': edit('five', 'FIVE') } });
  h.commit({ message: 'own', files: { 'a.c': edit('one', 'ONE') } });
  expect(textIn(h.merge(fix), 'a.c')).toBe('ONE\ntwo\nthree\nfour\nFIVE\n');
  h.revert(fix);
  expect(textIn(h.tip(), 'a.c')).toBe('ONE\ntwo\nthree\nfour\nfive\n');
  expect(textIn(h.pick(fix), 'a.c')).toBe('ONE\ntwo\nthree\nfour\nFIVE\n');
  h.commit({ message: 'other', files: { 'a.c': edit('FIVE', '5') } });
  expect(() => h.revert(fix)).toThrow(/both sides changed it/);
});

test('a work tree has the files of HEAD', async () => {
  const repo = await tinyRepo((h) => h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }), { bare: false });
  expect(await repo.git('status', '--porcelain')).toBe('');
});

test('an edit that finds nothing is told with its path', () => {
  const h = history();
  h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } });
  expect(() => h.commit({ message: 'x', files: { 'a.c': edit('long', 'short') } })).toThrow(
    /a\.c: text to edit not found/,
  );
});

test('a folder with anything in it is left alone', async () => {
  const h = history();
  const repo = await tinyRepo(h);
  await expect(tinyRepo(h, { directory: repo.path })).rejects.toMatchObject({ code: 'repository.not-empty' });
});
