// Histories only grow: in a file and on a branch, whoever else writes, and whatever was cut off before.
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeStateBranch } from '../../src/git/state-branch.js';
import { runNetworkGit } from '../../src/git/fetch.js';
import { openRepository } from '../../src/git/repository.js';
import { STATE_BRANCH } from '../../src/model/history-place.js';
import { HISTORY_FILE, historyAt } from '../../src/store/history.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { tinyRepo } from '../support/tiny-repo.js';

async function file() {
  const { path } = await temporaryDirectory();
  return { kind: 'file', file: join(path, 'made', 'history.jsonl') } as const;
}

async function branch() {
  const repo = await tinyRepo((h) => h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }), { bare: false });
  return { repo, place: { kind: 'branch', repository: repo.path, branch: STATE_BRANCH } as const };
}

describe('a file', () => {
  test('is made with its folder, and read back', async () => {
    const place = await file();
    expect(await historyAt(place).read()).toBe('');
    expect(await historyAt(place).append(() => ['one', 'two'])).toBe(2);
    expect(await historyAt(place).append((text) => (text.includes('two') ? [] : ['no']))).toBe(0);
    expect(await historyAt(place).read()).toBe('one\ntwo\n');
  });

  test('loses nothing when many add at once', async () => {
    const place = await file();
    const names = Array.from({ length: 20 }, (_, at) => `point ${at}`);
    await Promise.all(names.map((name) => historyAt(place).append(() => [name])));
    expect((await historyAt(place).read()).trimEnd().split('\n').sort()).toEqual(names.toSorted());
  });

  test('a line that broke off spoils no other', async () => {
    const place = await file();
    await historyAt(place).append(() => ['whole']);
    await writeFile(place.file, 'whole\nbroken o');
    await historyAt(place).append(() => ['next']);
    expect(await historyAt(place).read()).toBe('whole\nbroken o\nnext\n');
  });

  test('the lock of a process that is gone is taken over', async () => {
    const place = await file();
    await historyAt(place).append(() => ['one']);
    await writeFile(`${place.file}.lock`, `999999999 ${hostname()}\n`);
    await historyAt(place).append(() => ['two']);
    expect(await historyAt(place).read()).toBe('one\ntwo\n');
  });

  test('a place that cannot be written is named, with the way out', async () => {
    const { path } = await temporaryDirectory();
    await writeFile(join(path, 'a-file'), '');
    const adding = historyAt({ kind: 'file', file: join(path, 'a-file', 'history.jsonl') }).append(() => ['one']);
    await expect(adding).rejects.toMatchObject({ kind: 'world', code: 'history.unwritable' });
  });
});

describe('a state branch', () => {
  test('is made, grows by commits, and keeps other files', async () => {
    const { repo, place } = await branch();
    expect(await historyAt(place).read()).toBe('');
    await historyAt(place).append(() => ['one']);
    const state = { repository: await openRepository(repo.path), branch: STATE_BRANCH };
    await writeStateBranch(state, async () => ({ files: new Map([['badges/a.svg', '<svg/>']]), subject: 'badges' }));
    await historyAt(place).append(() => ['two']);
    expect(await historyAt(place).read()).toBe('one\ntwo\n');
    expect(await repo.git('log', '--format=%s by %an', STATE_BRANCH)).toBe(
      'history: one point by Landfall\nbadges by Landfall\nhistory: one point by Landfall',
    );
    expect(await repo.git('ls-tree', '-r', '--name-only', STATE_BRANCH)).toBe(`badges/a.svg\n${HISTORY_FILE}`);
  });

  test('loses nothing when many add at once', async () => {
    const { place } = await branch();
    const names = Array.from({ length: 6 }, (_, at) => `point ${at}`);
    await Promise.all(names.map((name) => historyAt(place).append(() => [name])));
    expect((await historyAt(place).read()).trimEnd().split('\n').sort()).toEqual(names.toSorted());
  });

  test('nothing else of the repository is touched, and no hook runs', async () => {
    const { repo, place } = await branch();
    const hooks = join(repo.path, '.git', 'hooks');
    await mkdir(hooks, { recursive: true });
    for (const hook of ['reference-transaction', 'pre-commit', 'post-commit']) {
      await writeFile(join(hooks, hook), `#!/bin/sh\necho ran >> '${repo.path}/hook-ran'\n`);
      await chmod(join(hooks, hook), 0o755);
    }
    const index = join(repo.path, '.git', 'index');
    const before = [
      await readFile(index),
      await repo.git('status', '--porcelain'),
      await repo.git('rev-parse', 'HEAD'),
    ];
    await historyAt(place).append(() => ['one']);
    expect([
      await readFile(index),
      await repo.git('status', '--porcelain'),
      await repo.git('rev-parse', 'HEAD'),
    ]).toEqual(before);
  });

  test('two machines lose nothing, as docs/trend.md says: who may not push fetches and records again', async () => {
    const shared = await tinyRepo((h) => h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }));
    const machines = await Promise.all([branch(), branch()]);
    const ref = `refs/heads/${STATE_BRANCH}`;
    const network = ({ repo }: (typeof machines)[number], ...args: string[]) =>
      runNetworkGit(args, { cwd: repo.path }).then(
        () => true,
        () => false,
      );
    const pushed: boolean[] = [];
    for (const [at, machine] of machines.entries()) {
      await historyAt(machine.place).append(() => [`point of ${at}`]);
      pushed.push(await network(machine, 'push', '--quiet', shared.path, STATE_BRANCH));
      if (pushed.at(-1)) continue;
      await network(machine, 'fetch', '--quiet', shared.path, `+${ref}:${ref}`);
      await historyAt(machine.place).append(() => [`point of ${at}`]);
      pushed.push(await network(machine, 'push', '--quiet', shared.path, STATE_BRANCH));
    }
    expect(pushed).toEqual([true, false, true]);
    expect(await shared.git('show', `${STATE_BRANCH}:${HISTORY_FILE}`)).toBe('point of 0\npoint of 1');
  });

  test('a branch that a work tree beside a bare repository has checked out is refused', async () => {
    const repo = await tinyRepo((h) => h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }));
    const { path } = await temporaryDirectory();
    await repo.git('worktree', 'add', '-q', '-b', 'side', join(path, 'side'), 'HEAD');
    const adding = historyAt({ kind: 'branch', repository: repo.path, branch: 'side' }).append(() => ['one']);
    await expect(adding).rejects.toMatchObject({ kind: 'usage', code: 'state.refused' });
  });

  test('no shared index is left in the repository', async () => {
    const { repo, place } = await branch();
    await repo.git('config', 'core.splitIndex', 'true');
    await historyAt(place).append(() => ['one']);
    expect((await readdir(join(repo.path, '.git'))).filter((name) => name.startsWith('sharedindex'))).toEqual([]);
  });

  test.each([
    ['a branch that is checked out', 'main', /checked out/],
    ['a name that no branch can have', 'a..b', /cannot be the name/],
  ])('%s is refused', async (_, name, says) => {
    const { place } = await branch();
    const adding = historyAt({ ...place, branch: name }).append(() => ['one']);
    await expect(adding).rejects.toMatchObject({ kind: 'usage', code: 'state.refused' });
    await expect(adding).rejects.toThrow(says);
  });
});
