// The cache may be lost, damaged, foreign or out of reach: a run goes on without it.
import { chmod, mkdir, readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createResultCache } from '../../src/store/result-cache.js';
import { resultFiles } from '../../src/store/result-files.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { openedProject, projectReport, TODAY } from './opened.js';

async function kept() {
  const { path } = await temporaryDirectory();
  const told: string[] = [];
  const cache = createResultCache(resultFiles(path), '1.0.0', (problem) => told.push(problem));
  const opened = await openedProject();
  await cache.write(opened, TODAY, projectReport());
  const [file = ''] = await readdir(join(path, 'results'));
  return { path, cache, opened, told, file: join(path, 'results', file) };
}

test('a result is found again, and only in the state it was made from', async () => {
  const { path, cache, opened } = await kept();
  expect(await cache.read(opened, TODAY)).toEqual(projectReport());
  expect(await cache.read(opened, new Date('2026-01-03T03:04:05Z'))).toBeNull();
  expect(await createResultCache(resultFiles(path), '1.0.1').read(opened, TODAY)).toBeNull();
  const moved = { ...opened, upstream: { ...opened.upstream, tip: 'f'.repeat(40) } };
  expect(await cache.read(moved, TODAY)).toBeNull();
});

test('a project has one file, whatever its state; projects of one name in two places have two', async () => {
  const { path, cache, opened } = await kept();
  await cache.write(opened, new Date('2026-01-03T03:04:05Z'), projectReport());
  expect(await readdir(join(path, 'results'))).toHaveLength(1);
  await cache.write({ ...opened, project: { ...opened.project, file: '/other/demo.yaml' } }, TODAY, projectReport());
  expect(await readdir(join(path, 'results'))).toHaveLength(2);
});

test('others on the machine cannot read it', async () => {
  const { file } = await kept();
  expect((await stat(file)).mode & 0o077).toBe(0);
});

const DAMAGE: Readonly<Record<string, (file: string) => Promise<void>>> = {
  truncated: async (file) => truncate(file, (await stat(file)).size - 5),
  emptied: (file) => truncate(file, 0),
  'changed by a bit': async (file) => writeFile(file, (await readFile(file, 'utf8')).replace('"tracked"', '"trackee"')),
  'without its first line': async (file) => writeFile(file, JSON.stringify(projectReport())),
  'something else': (file) => writeFile(file, Buffer.from([0, 255, 10, 10, 123])),
};

test.each(Object.entries(DAMAGE))('a file that is %s is a miss, in silence, and is written anew', async (_, damage) => {
  const { cache, opened, told, file } = await kept();
  await damage(file);
  expect(await cache.read(opened, TODAY)).toBeNull();
  await cache.write(opened, TODAY, projectReport());
  expect(await cache.read(opened, TODAY)).toEqual(projectReport());
  expect(told).toEqual([]);
});

test('a folder that cannot be made is told, and is no failure', async () => {
  const { path } = await temporaryDirectory();
  await writeFile(join(path, 'file'), '');
  const told: string[] = [];
  const cache = createResultCache(resultFiles(join(path, 'file')), '1.0.0', (problem) => told.push(problem));
  const opened = await openedProject();
  await cache.write(opened, TODAY, projectReport());
  expect(await cache.read(opened, TODAY)).toBeNull();
  expect(told).toEqual([expect.stringMatching(/^the result of demo was not kept for the next run: /)]);
});

test.skipIf(process.getuid?.() === 0)('a folder that cannot be written is told, and is no failure', async () => {
  const { path } = await temporaryDirectory();
  await mkdir(join(path, 'results'));
  await chmod(join(path, 'results'), 0o500);
  const told: string[] = [];
  await createResultCache(resultFiles(path), '1.0.0', (problem) => told.push(problem)).write(
    await openedProject(),
    TODAY,
    projectReport(),
  );
  expect(told).toHaveLength(1);
});

test('a folder in the place of the file is told, and is no failure', async () => {
  const { path } = await temporaryDirectory();
  const told: string[] = [];
  const cache = createResultCache(resultFiles(path), '1.0.0', (problem) => told.push(problem));
  const opened = await openedProject();
  await cache.write(opened, TODAY, projectReport());
  const [file = ''] = await readdir(join(path, 'results'));
  const other = await temporaryDirectory();
  await mkdir(join(other.path, 'results', file), { recursive: true });
  const blocked = createResultCache(resultFiles(other.path), '1.0.0', (problem) => told.push(problem));
  await blocked.write(opened, TODAY, projectReport());
  expect(await blocked.read(opened, TODAY)).toBeNull();
  expect(told).toHaveLength(1);
  expect(await readdir(join(other.path, 'results'))).toEqual([file]);
});

const notice = { severity: 'warning' as const, message: 'x', hint: null };

test('a result made while a project could not be read through, or that nobody looked for, is not kept', async () => {
  const { path } = await temporaryDirectory();
  const cache = createResultCache(resultFiles(path), '1.0.0');
  const opened = await openedProject();
  await cache.write(opened, TODAY, projectReport([{ ...notice, code: 'upstream.unreadable' }]));
  await cache.read(opened, TODAY);
  await cache.write(opened, TODAY, projectReport([{ ...notice, code: 'downstream.no-branch', severity: 'error' }]));
  await cache.write(opened, TODAY, { ...projectReport(), state: 'no-data' });
  expect(await readdir(path)).toEqual([]);
  await cache.write(opened, TODAY, projectReport([{ ...notice, code: 'downstream.evil-merge' }]));
  expect(await readdir(path)).toEqual(['results']);
});

describe('where objects are missing, a result is good until one comes', () => {
  /** A project whose downstream borrows objects of a store that has none yet, and what a run of it gave. */
  async function lacking(report = projectReport([{ ...notice, code: 'upstream.unreadable' }]), partial = false) {
    const { path } = await temporaryDirectory();
    const [own, lent] = [join(path, 'own'), join(path, 'lent "store"')];
    await mkdir(join(own, 'info'), { recursive: true });
    await mkdir(join(lent, 'pack'), { recursive: true });
    await writeFile(join(lent, 'pack', 'pack-0.pack'), '');
    await writeFile(join(own, 'info', 'alternates'), '# lent\n"../lent \\"store\\""\n');
    const told = await openedProject();
    const repository = { ...told.upstream.repository, objectsDir: own, partial };
    const opened = { ...told, downstream: { ...told.downstream, repositories: [repository] } };
    const cache = () => createResultCache(resultFiles(path), '1.0.0');
    const first = cache();
    expect(await first.read(opened, TODAY)).toBeNull();
    return { own, lent, opened, report, first, again: () => cache().read({ ...opened }, TODAY) };
  }

  test.each([
    ['of an upstream commit', 'upstream.unreadable', false],
    ['of a patch', 'downstream.unreadable', false],
    ['of a partial clone', 'downstream.evil-merge', true],
  ])('%s', async (_, code, partial) => {
    const { opened, report, first, again, own } = await lacking(projectReport([{ ...notice, code }]), partial);
    await first.write(opened, TODAY, report);
    expect(await again()).toEqual(report);
    await mkdir(join(own, 'ab'));
    expect(await again()).toBeNull();
  });

  test('into a pack of a store that is borrowed from', async () => {
    const { opened, report, first, again, lent } = await lacking();
    await first.write(opened, TODAY, report);
    expect(await again()).toEqual(report);
    await writeFile(join(lent, 'pack', 'pack-1.pack'), '');
    expect(await again()).toBeNull();
  });

  test('and not when git renews the time of a pack, as merges do that would write what is in it', async () => {
    const { opened, report, first, again, lent } = await lacking();
    await first.write(opened, TODAY, report);
    await utimes(join(lent, 'pack', 'pack-0.pack'), 1, 1);
    expect(await again()).toEqual(report);
  });

  test('while a run went on: that run may have missed it', async () => {
    const { opened, report, first, again, own } = await lacking();
    await mkdir(join(own, 'cd'));
    await first.write(opened, TODAY, report);
    expect(await again()).toBeNull();
  });
});
