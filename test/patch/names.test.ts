// Names as git writes them, and the globs people choose them by.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gitEnvironment } from '../../src/git/environment.js';
import { gatherGit } from '../../src/git/process.js';
import { decodeRecords, decodeText } from '../../src/patch/decode.js';
import { globTest, isGlob } from '../../src/patch/glob.js';
import { unquotePath } from '../../src/patch/unquote.js';
import { tinyRepo } from '../support/tiny-repo.js';

test('law: unquoting undoes what git quotes, for any bytes', async () => {
  const name = fc.array(
    fc.integer({ min: 1, max: 255 }).filter((byte) => byte !== 47),
    { minLength: 1, maxLength: 12 },
  );
  const drawn = fc.sample(name, { numRuns: 300, seed: 7 }).map((bytes) => Buffer.from([...bytes, 46, 99]));
  const names = [...new Map(drawn.map((bytes) => [bytes.toString('latin1'), bytes])).values()];
  const repo = await tinyRepo((h) => h.commit({ message: 'x', files: names.map((path) => [path, 'x\n'] as const) }));
  const run = { cwd: repo.path, env: { ...gitEnvironment({ sealed: true }), GIT_CONFIG_COUNT: '0' } };
  const raw = await gatherGit(['ls-tree', '-z', '--name-only', repo.oid()], run);
  const wanted = raw
    .toString('latin1')
    .split('\0')
    .slice(0, -1)
    .map((text) => decodeText(Buffer.from(text, 'latin1')));
  for (const quotePath of ['true', 'false']) {
    const args = ['-c', `core.quotePath=${quotePath}`, 'ls-tree', '--name-only', repo.oid()];
    const quoted = (await gatherGit(args, run)).toString('latin1').split('\n').slice(0, -1);
    expect(
      quoted.map((text) => unquotePath(quotePath === 'true' ? text : decodeText(Buffer.from(text, 'latin1')))),
    ).toEqual(wanted);
  }
  expect(wanted).toHaveLength(names.length);
});

test.each([
  ['plain.c', 'plain.c'],
  ['"a\\tb\\nc\\"d\\\\e"', 'a\tb\nc"d\\e'],
  ['"caf\\303\\251"', 'caf\u00e9'],
  ['"caf\\351"', 'caf\u00e9'],
  ['"', '"'],
  ['""', ''],
  ['"open', '"open'],
  ['"\\"', ''],
])('%s is %j', (quoted, path) => {
  expect(unquotePath(quoted)).toBe(path);
});

describe('bytes', () => {
  test('law: UTF-8 comes back as it was, and equal bytes stay equal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeText(Buffer.from(text))).toBe(text);
      }),
    );
  });

  test('law: other bytes are Latin-1, none is lost', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        const [one, other] = [decodeText(Buffer.from(a)), decodeText(Buffer.from(b))];
        if (Buffer.from(a).equals(Buffer.from(b))) expect(one).toBe(other);
        expect(one).not.toContain('\ufffd'.repeat(a.length + 1));
      }),
    );
    expect(decodeText(Buffer.from([0x63, 0xe9]))).toBe('c\u00e9');
  });

  test('law: records decoded together are what each is by itself', () => {
    const record = fc
      .oneof(
        fc.uint8Array(),
        fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      )
      .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0)));
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), (records) => {
        const joined = Buffer.concat(records.flatMap((bytes, at) => (at === 0 ? [bytes] : [Buffer.from([0]), bytes])));
        expect(decodeRecords(joined)).toEqual(records.map((bytes) => decodeText(bytes)));
      }),
    );
  });

  test('a part is decoded by itself', () => {
    const bytes = Buffer.from('a\u00e9b\xffc', 'latin1');
    expect(decodeText(bytes, 0, 1)).toBe('a');
    expect(decodeText(bytes, 1, 2)).toBe('\u00e9');
  });
});

describe('globs', () => {
  test.each([
    ['**/ChangeLog', 'ChangeLog', true],
    ['**/ChangeLog', 'gdb/ChangeLog', true],
    ['**/ChangeLog', 'gdb/ChangeLog.old', false],
    ['**/*.gmo', 'po/de.gmo', true],
    ['topic/*', 'topic/a/b', false],
    ['topic/**', 'topic/a/b', true],
    ['v[0-9]*', 'v1.0', true],
    ['{a,b}/x', 'b/x', true],
    ['*', '.hidden', true],
    ['!x', 'y', false],
    ['a+b', 'a+b', true],
    ['release-?', 'release-1', true],
  ])('%s fits %s: %s', (glob, text, fits) => expect(globTest([glob])(text)).toBe(fits));

  test('no glob fits nothing, several fit what any fits', () => {
    expect(globTest([])('x')).toBe(false);
    expect(['a', 'b', 'c'].filter(globTest(['a', 'c']))).toEqual(['a', 'c']);
  });

  test('a name without pattern signs is one name', () => {
    expect(['main', 'v1.0', '-x', 'a/b'].some(isGlob)).toBe(false);
    expect(['*', 'a?', '[ab]', '{a,b}'].every(isGlob)).toBe(true);
  });
});
