// What was learnt of commits survives whatever happens to its folder, or is read anew: a run never fails for it.
import { chmod, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Repository } from '../../src/git/repository.js';
import type { DiffSketch, KnownCommit } from '../../src/model/known.js';
import { NO_FACTS } from '../../src/model/patch.js';
import { openKnownCommits } from '../../src/store/known-commits.js';
import type { FactKind } from '../../src/store/encode-known.js';
import { openSegments } from '../../src/store/segments.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const KIND: FactKind = { name: 'facts', version: 2 };
const bytes = (text: string) => Buffer.from(text, 'latin1');

/** A folder and what was told of it. */
async function place() {
  const { path } = await temporaryDirectory();
  const folder = join(path, 'index');
  const told: string[] = [];
  const open = (kind = KIND) => openSegments(folder, kind, (problem) => told.push(problem));
  const put = async (oid: string, value: string) => {
    const segments = await open();
    segments.add(oid, bytes(value));
    await segments.keep();
  };
  return { folder, told, open, put, files: () => readdir(folder) };
}

test('law: what was kept is found again, whatever the bytes, in however many runs it was added', async () => {
  const value = fc.uint8Array({ maxLength: 40 }).map((each) => Buffer.from(each));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.dictionary(fc.stringMatching(/^[0-9a-f]{1,6}$/), value)), async (runs) => {
      const { open, told, files, folder } = await place();
      await mkdir(folder);
      for (const run of runs) {
        const segments = await open();
        for (const [oid, content] of Object.entries(run)) segments.add(oid, content);
        await segments.keep();
      }
      const last = await open();
      const known = new Set(runs.flatMap((run) => Object.keys(run)));
      for (const oid of known)
        expect(runs.flatMap((run) => (run[oid] ? [run[oid].toString('hex')] : []))).toContain(
          last.get(oid)?.toString('hex'),
        );
      expect(last.get('unknown')).toBeUndefined();
      expect((await files()).length).toBeLessThanOrEqual(8);
      expect(told).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test('a long history fills file after file; what one run wrote is found by it, and by the next', async () => {
  const { open, told, files } = await place();
  const kind = { ...KIND, stepBytes: 100 };
  const names = Array.from({ length: 60 }, (_, at) => `${at}`);
  const first = await open(kind);
  for (const name of names) {
    first.add(name, bytes(name.repeat(20)));
    if (name.endsWith('9')) await first.keep();
  }
  const again = await open(kind);
  for (const run of [first, again])
    expect(names.map((name) => run.get(name)?.toString('latin1'))).toEqual(names.map((name) => name.repeat(20)));
  expect((await files()).length).toBeGreaterThan(8);
  expect(told).toEqual([]);
});

test('two runs at once each keep what they read', async () => {
  const { open, told } = await place();
  const [one, other] = await Promise.all([open(), open()]);
  one.add('a', bytes('1'));
  other.add('b', bytes('2'));
  await Promise.all([one.keep(), other.keep()]);
  const both = await open();
  expect([both.get('a'), both.get('b')]).toEqual([bytes('1'), bytes('2')]);
  expect(told).toEqual([]);
});

test('a damaged file, a torn one and the rest of a killed run are passed over with a word; the others are used', async () => {
  const { folder, told, open, put, files } = await place();
  for (const [oid, value] of [
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
  ] as const)
    await put(oid, value);
  const [first = '', second = ''] = await files();
  const content = await readFile(join(folder, first));
  content[content.length - 1] = (content.at(-1) ?? 0) ^ 1;
  await writeFile(join(folder, first), content);
  await truncate(join(folder, second), 20);
  await writeFile(join(folder, 'facts.2.0123456789abcdef.segment.4711'), 'half of a fil');
  const segments = await open();
  expect(['a', 'b', 'c'].filter((oid) => segments.get(oid))).toHaveLength(1);
  expect(told.toSorted()).toEqual(
    [first, second].map((file) => `${join(folder, file)} is not used: it is damaged`).toSorted(),
  );
});

test('files of a newer version are left alone with a word, those of an older one in silence', async () => {
  const { told, open, put, files } = await place();
  await put('a', '1');
  const before = await files();
  expect((await open({ ...KIND, version: 1 })).get('a')).toBeUndefined();
  expect(told).toEqual([expect.stringContaining('of a newer Landfall: they are left alone')]);
  expect((await open({ ...KIND, version: 3 })).get('a')).toBeUndefined();
  expect(told).toHaveLength(1);
  expect(await files()).toEqual(before);
});

test('a folder that cannot be written, or is none, is a word and no failure', async () => {
  const { path } = await temporaryDirectory();
  const told: string[] = [];
  await writeFile(join(path, 'file'), '');
  const segments = await openSegments(join(path, 'file', 'index'), KIND, (problem) => told.push(problem));
  segments.add('a', bytes('1'));
  await segments.keep();
  expect(told).toEqual([expect.stringContaining('is not used'), expect.stringContaining('is not kept for later runs')]);
});

test.skipIf(process.getuid?.() === 0)('a read-only folder is read and not written', async () => {
  const { folder, told, open, put } = await place();
  await put('a', '1');
  await chmod(folder, 0o500);
  const segments = await open();
  expect(segments.get('a')).toEqual(bytes('1'));
  segments.add('b', bytes('2'));
  await segments.keep();
  await chmod(folder, 0o700);
  expect(told).toEqual([expect.stringContaining('is not kept for later runs')]);
});

test('commits and diffs come back as they were given', async () => {
  const { path } = await temporaryDirectory();
  const told: string[] = [];
  const repository = { objectsDir: '/r/objects', hash: 'sha1' } as Repository;
  const commit: KnownCommit = {
    parents: ['p1', 'p2'],
    subject: 'naïve “quotes”',
    author: { name: 'A', email: 'a@x' },
    authorDate: 1,
    commitDate: 2,
    facts: { ...NO_FACTS, keys: ['pr:1'] },
    paths: ['a\n.c', 'ü'],
    blobs: ['1..2', '3..4'],
    moved: [['old', 'new']],
  };
  const file = { oldPath: null, newPath: 'a.c', digest: [1, 2, 3, 4] as const, changed: 2 };
  const sketch: DiffSketch = {
    files: [
      { ...file, lines: Float64Array.from([2 ** 52 + 1, 3]) },
      { ...file, newPath: 'b.c', lines: new Float64Array(0) },
      { ...file, newPath: 'c.c', lines: Float64Array.from([7]) },
    ],
  };
  const known = await openKnownCommits(path, repository, (problem) => told.push(problem));
  known.commits.add('a', commit);
  known.diffs.add('a', sketch);
  await known.keep();
  const again = await openKnownCommits(path, repository, (problem) => told.push(problem));
  expect(again.commits.get('a')).toEqual(commit);
  expect(again.diffs.get('a')).toEqual(sketch);
  const elsewhere = await openKnownCommits(path, { ...repository, objectsDir: '/other' }, () => undefined);
  expect(elsewhere.commits.get('a')).toBeUndefined();
  expect(told).toEqual([]);
});
