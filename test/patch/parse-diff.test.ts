// What git prints is read back as it was meant, and nothing that is fed in brings the reader down.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { patchArguments } from '../../src/git/diffs.js';
import { gitEnvironment } from '../../src/git/environment.js';
import { gatherGit } from '../../src/git/process.js';
import type { FileChange, Hunk } from '../../src/model/patch.js';
import { parseDiff } from '../../src/patch/parse-diff.js';
import { append, type Changes, tinyRepo } from '../support/tiny-repo.js';
import { runs } from '../support/property-tests.js';

/** Lines that look like something else in a diff. */
const TRICKY = [
  '-- x',
  '++ y',
  '- minus',
  '+ plus',
  '@@ -1,3 +1,4 @@ int f(void)',
  'diff --git a/x b/x',
  'index 1234567..89abcde 100644',
  '-- a/file',
  '++ b/file',
  'e'.repeat(40),
  '\\ No newline at end of file',
  'new file mode 100644',
  'Binary files a/x and b/x differ',
  'carriage\r',
  'caf\u00e9',
  '',
  ' ',
  '\t',
  'int a;',
  'int b;',
  '}',
];

const text = fc
  .tuple(fc.array(fc.constantFrom(...TRICKY), { maxLength: 14 }), fc.boolean())
  .map(
    ([lines, ended]) => lines.map((line) => `${line}\n`).join('') + (ended || lines.length === 0 ? '' : 'last line'),
  );

/** What a text is after the hunks were applied to it, as lines. */
function applied(old: string, hunks: readonly Hunk[]): string[] {
  const source = linesOf(old);
  const result: string[] = [];
  let at = 0;
  for (const { oldStart, lines } of hunks) {
    // A hunk without old lines says behind which line it stands, any other where it begins.
    const start = lines.some(({ sign }) => sign !== '+') ? oldStart - 1 : oldStart;
    result.push(...source.slice(at, start));
    at = start;
    for (const { sign, text: line } of lines) {
      if (sign !== '+') expect(source[at++]).toBe(line);
      if (sign !== '-') result.push(line);
    }
  }
  return [...result, ...source.slice(at)];
}

function linesOf(content: string): string[] {
  const lines = content.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The diff of the last commit on main, as git prints it. */
async function diffOf(before: Changes, after: Changes): Promise<Buffer> {
  const repo = await tinyRepo((h) => {
    h.commit({ message: 'before', files: before });
    h.commit({ message: 'after', files: after });
  });
  const run = { cwd: repo.path, env: gitEnvironment({ sealed: true }) };
  const printed = await gatherGit(['diff-tree', ...patchArguments(true), repo.oid()], run);
  return printed.subarray(printed.indexOf(10) + 1);
}

test('law: the hunks of any edit turn the old text into the new', async () => {
  const pairs = fc.sample(fc.tuple(text, text), { numRuns: 150, seed: 2_024 });
  const named = pairs.map(([old, now], place) => ({ path: `f${place}.txt`, old, now }));
  const before = Object.fromEntries(named.map(({ path, old }) => [path, old]));
  const after = Object.fromEntries(named.map(({ path, now }) => [path, now]));
  const files = parseDiff(await diffOf(before, after));
  const byPath = new Map(files.map((file) => [file.newPath, file]));
  for (const { path, old, now } of named) {
    expect(applied(old, byPath.get(path)?.hunks ?? [])).toEqual(linesOf(now));
    expect(byPath.has(path)).toBe(old !== now);
  }
});

describe('each kind of change', () => {
  const before: Changes = {
    'plain.c': 'int one;\nint two;\nint three;\n',
    'old name.c': 'int only_in_here;\nint and_here;\nint here_too;\nint and_so_on;\n',
    'gone.c': 'int gone;\n',
    'run.sh': '#!/bin/sh\n',
    empty: '',
    'blob.bin': Buffer.from([0, 1, 2]),
    link: { symlink: 'a' },
    sub: { submodule: '1'.repeat(40) },
    'becomes-link': 'text\n',
    'tab\there "quoted" caf\u00e9': 'int tab;\n',
  };
  const after: Changes = {
    'plain.c': 'int one;\nint 2;\nint three;\n',
    'new dir/new name.c': {
      movedFrom: 'old name.c',
      content: (content: string) => content.replace('and_here', 'and_there'),
    },
    'gone.c': null,
    'fresh.c': 'int fresh;',
    'run.sh': { mode: '100755' },
    empty: null,
    'new empty': '',
    'blob.bin': Buffer.from([0, 9, 9]),
    link: { symlink: 'b' },
    sub: { submodule: '2'.repeat(40) },
    'becomes-link': { symlink: 'elsewhere' },
    'tab\there "quoted" caf\u00e9': append('int more;\n'),
  };
  let files: readonly FileChange[] = [];
  beforeAll(async () => {
    const repo = await tinyRepo((h) => {
      h.commit({ message: 'before', files: before });
      h.commit({ message: 'after', files: after });
    });
    const run = { cwd: repo.path, env: gitEnvironment({ sealed: true }) };
    files = parseDiff(await gatherGit(['diff-tree', ...patchArguments(true), repo.oid()], run));
    return repo.remove;
  });

  const kinds: readonly (readonly [string | null, string | null, readonly string[], number])[] = [
    ['plain.c', 'plain.c', [], 1],
    ['old name.c', 'new dir/new name.c', ['rename'], 1],
    ['gone.c', null, [], 1],
    [null, 'fresh.c', [], 1],
    ['run.sh', 'run.sh', ['mode'], 0],
    ['blob.bin', 'blob.bin', ['binary'], 0],
    ['link', 'link', ['symlink'], 1],
    ['sub', 'sub', ['submodule'], 1],
    ['becomes-link', null, [], 1],
    [null, 'becomes-link', ['symlink'], 1],
    ['tab\there "quoted" caf\u00e9', 'tab\there "quoted" caf\u00e9', [], 1],
  ];
  test.each(kinds)('%s to %s', (oldPath, newPath, opaque, hunks) => {
    const found = files.find((file) => file.oldPath === oldPath && file.newPath === newPath);
    expect(found?.opaque).toEqual(opaque);
    expect(found?.hunks).toHaveLength(hunks);
    const blob = (path: string | null) => (path === null ? /^0{40}$/ : /^(?!0{40})[0-9a-f]{40}$/);
    // Of a mode that changes alone git names no contents.
    if (hunks === 0 && opaque.includes('mode')) expect(found?.oldBlob).toBeNull();
    else
      expect([found?.oldBlob, found?.newBlob]).toEqual(
        [oldPath, newPath].map((path) => expect.stringMatching(blob(path))),
      );
  });

  test('an empty file comes and goes: git may call that a move', () => {
    const empties = files.filter(({ oldPath, newPath }) => oldPath === 'empty' || newPath === 'new empty');
    expect(empties.flatMap(({ opaque }) => opaque).every((kind) => kind === 'empty-file' || kind === 'rename')).toBe(
      true,
    );
    expect(empties.length).toBeGreaterThan(0);
  });

  test('nothing else is found', () => {
    expect(files.flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines)).length).toBeLessThan(40);
    expect(new Set(files.flatMap(({ oldPath, newPath }) => [oldPath, newPath])).has('/dev/null')).toBe(false);
  });
});

test('the section behind a hunk, and where it stands, are kept', () => {
  const diff =
    'diff --git a/x.c b/x.c\nindex 1..2 100644\n--- a/x.c\n+++ b/x.c\n@@ -10 +12,0 @@ int main(void) @@ x\n-gone\n';
  const [file] = parseDiff(Buffer.from(diff));
  expect(file?.hunks).toMatchObject([{ oldStart: 10, newStart: 12, section: 'int main(void) @@ x' }]);
});

test('an empty context line whose blank was lost on the way is still a line', () => {
  const diff = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n one\n\n-old\n+new\n';
  expect(parseDiff(Buffer.from(diff))[0]?.hunks[0]?.lines.map(({ sign, text: line }) => sign + line)).toEqual([
    ' one',
    ' ',
    '-old',
    '+new',
  ]);
});

describe('laws of survival', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'diff --git a/x b/x\n',
      'diff --git "a/\\303" "b/x"\n',
      '--- a/x\n',
      '+++ /dev/null\n',
      '@@ -1,2 +1,2 @@\n',
      '@@ -99999999999999999999 +0,0 @@\n',
      'index 12..34 100644\n',
      'rename from x\n',
      'GIT binary patch\n',
      '"\n',
      '\\\n',
      '+\n',
      '-',
    ),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  );

  test('no bytes bring the reader down', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const files = parseDiff(Buffer.from(pieces.join(''), 'latin1'));
        expect(files.length).toBeLessThanOrEqual(pieces.length + 400);
      }),
      { numRuns: runs(1500) },
    );
  });

  test('a real diff cut off or overwritten anywhere is read as far as it goes', async () => {
    const real = await diffOf({ 'a.c': 'one\ntwo\nthree\n' }, { 'a.c': 'one\n2\nthree\n', 'b c.c': 'new\n' });
    fc.assert(
      fc.property(fc.nat(real.length), fc.uint8Array({ maxLength: 8 }), (at, bytes) => {
        const broken = Buffer.concat([real.subarray(0, at), Buffer.from(bytes), real.subarray(at + bytes.length)]);
        expect(parseDiff(broken).length).toBeLessThanOrEqual(10);
        expect(parseDiff(real.subarray(0, at)).length).toBeLessThanOrEqual(2);
      }),
    );
  });

  test('a line of megabytes and a million short ones take no time to speak of', () => {
    const head = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n';
    const long = Buffer.from(`${head}@@ -0,0 +1 @@\n+${'x'.repeat(4_000_000)}\n`);
    expect(parseDiff(long)[0]?.hunks[0]?.lines).toHaveLength(1);
    const quotes = Buffer.from(`diff --git "${'\\'.repeat(100_000)} ${'"'.repeat(1000)}\n`);
    expect(parseDiff(quotes).length).toBeLessThanOrEqual(1);
    const headers = Buffer.from('diff --git a/x b/x\n'.repeat(50_000));
    expect(parseDiff(headers)).toHaveLength(50_000);
  });
});
