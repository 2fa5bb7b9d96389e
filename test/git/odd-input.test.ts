// Broken refs, pairs that cannot be merged, endless lines and huge contents: what is sound beside them is read all the same.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDiffs } from '../../src/git/diffs.js';
import { gitEnvironment } from '../../src/git/environment.js';
import { mergePairs } from '../../src/git/merge.js';
import { readBlobs } from '../../src/git/objects.js';
import { ObjectTalk } from '../../src/git/object-talk.js';
import { gatherGit } from '../../src/git/process.js';
import { listRefs, openRepository } from '../../src/git/repository.js';
import { openWorkspace, type Workspace } from '../../src/git/workspace.js';
import { cloneOf } from '../scenarios/bad-input/clones.js';
import { withOddGit } from '../support/old-git.js';
import { type TinyRepo, tinyRepo } from '../support/tiny-repo.js';

async function within<T>(paths: readonly string[], use: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = await openWorkspace(await Promise.all(paths.map(openRepository)));
  try {
    return await use(workspace);
  } finally {
    await workspace.close();
  }
}

const NOWHERE = '1'.repeat(40);

describe('refs', () => {
  test('that point at nothing are left out, the others are listed', async () => {
    const repo = await tinyRepo((h) => {
      const base = h.commit({ message: 'one', files: { 'a.c': 'int a;\n' } });
      h.tag('v1', { at: base, message: 'one' });
    });
    const whole = await listRefs(await openRepository(repo.path));
    for (const [name, content] of [
      ['gone', `${NOWHERE}\n`],
      ['garbage', 'garbage\n'],
      ['empty', ''],
    ] as const) {
      await writeFile(join(repo.path, 'refs', 'heads', name), content);
    }
    expect(whole.map(({ name }) => name)).toEqual(['refs/heads/main', 'refs/tags/v1']);
    expect(await listRefs(await openRepository(repo.path))).toEqual(whole);
  });
});

describe('a pair that cannot be merged takes no other with it', () => {
  const told = () =>
    tinyRepo((h) => {
      const base = h.commit({ message: 'one', files: { 'a.c': 'int a;\n' } });
      h.commit({ branch: 'x', parents: [base], message: 'x', files: { 'b.c': 'int b;\n' } });
      h.commit({ branch: 'y', parents: [base], message: 'y', files: { 'c.c': 'int d;\n' } });
      h.commit({ message: 'two', files: { 'c.c': 'int c;\n' } });
      h.commit({ branch: 'odd', parents: [], message: 'odd', files: { 'd.c': 'int d;\n' } });
    });
  const mergesOf = (repo: TinyRepo, git?: 'old' | 'killed') => {
    const [main, x, y] = [repo.oid(), repo.oid('x'), repo.oid('y')];
    const pairs = [
      [main, repo.oid('odd')],
      [main, x],
      [main, NOWHERE],
      [main, y],
      [x, y],
    ] as const;
    return within([repo.path], async (workspace) =>
      mergePairs(git ? await withOddGit(workspace, git) : workspace, pairs),
    );
  };

  test('by git as it is', async () => {
    const merged = await mergesOf(await told());
    expect(merged.map((result) => result?.conflicts ?? null)).toEqual([null, [], null, ['c.c'], []]);
  });

  test('by one that merges a pair at a time, or is killed', async () => {
    const repo = await told();
    const merged = await mergesOf(repo);
    expect(await mergesOf(repo, 'old')).toEqual(merged);
    expect(await mergesOf(repo, 'killed')).toEqual(merged);
  });
});

test('input that breaks off ends git, and nothing is left unhandled', async () => {
  async function* broken() {
    yield Buffer.from(`${NOWHERE}\n`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    throw new Error('the source broke off');
  }
  const repo = await tinyRepo((h) => h.commit({ message: 'one', files: { 'a.c': 'int a;\n' } }));
  const run = { cwd: repo.path, env: gitEnvironment({ sealed: true }), input: broken() };
  await expect(gatherGit(['cat-file', '--batch-check'], run)).rejects.toThrow('the source broke off');
});

test('a line of many megabytes is read in one go', async () => {
  const line = 'x'.repeat(24_000_000);
  const repo = await tinyRepo((h) => {
    h.commit({ message: 'one', files: { 'a.txt': `${line}\n`, 'b.txt': `${'f'.repeat(40)}\n` } });
    h.commit({ message: 'two', files: { 'c.txt': 'c\n' } });
  });
  const oids = [repo.oid(), await repo.git('rev-parse', 'main~1')];
  const diffs = new Map<string, Buffer | null>();
  await within([repo.path], (workspace) =>
    readDiffs(workspace, oids, { processes: 1, mostBytes: 1e9 }, (oid, diff) => diffs.set(oid, diff)),
  );
  const shown = await repo.git('diff-tree', '-p', '--root', '--no-commit-id', '--full-index', oids[1] ?? '');
  expect(diffs.get(oids[1] ?? '')?.toString('latin1')).toBe(`${shown}\n`);
  expect(diffs.get(oids[0] ?? '')?.toString('latin1')).toMatch(/\+c\n$/);
});

test('contents that are too large are passed over, the others are read', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const sizes = [10, 3_000_000, 20, 200_000, 30];
  const repo = await tinyRepo((h) =>
    h.commit({
      message: 'one',
      files: Object.fromEntries(names.map((name, at) => [name, name.repeat(sizes[at] ?? 0)])),
    }),
  );
  const oids = await Promise.all(names.map((name) => repo.git('rev-parse', `main:${name}`)));
  const read: number[] = [];
  await within([repo.path], (workspace) =>
    readBlobs(workspace, [...oids, NOWHERE, ...oids], 100, (_, content) => read.push(content.length)),
  );
  expect(read).toEqual([10, 20, 30, 10, 20, 30]);
});

test('one object after the other: what names nothing is told as such, and the next is read', async () => {
  const repo = await tinyRepo((h) =>
    h.commit({
      message: 'one',
      files: [
        ['a b.c', 'int a;\n'],
        ['c\nd.c', 'int c;\n'],
      ],
    }),
  );
  const blob = await repo.git('rev-parse', 'main:a b.c');
  const answers = await within([repo.path], async (workspace) => {
    const objects = new ObjectTalk(workspace);
    const found = [];
    for (const name of ['a b.c', 'no blob 7', 'c\nd.c', 'a b.c']) {
      const whole = `${repo.oid()}:${name}`;
      found.push([await objects.find(whole), (await objects.read(whole))?.toString('utf8') ?? null]);
    }
    await objects.end();
    return found;
  });
  const there = [{ oid: blob, type: 'blob', size: 7 }, 'int a;\n'];
  expect(answers).toEqual([there, [null, null], [null, null], there]);
});

describe('a cut', () => {
  const told = () =>
    tinyRepo((h) => {
      for (const name of ['one', 'two', 'three', 'four']) h.commit({ message: name, files: { [name]: name } });
    });
  const cutIn = (paths: readonly string[]) => within(paths, async ({ cut }) => cut);
  const third = (repo: TinyRepo) => repo.git('rev-parse', 'main~1');

  test('of a shallow clone holds where nobody has what is below it', async () => {
    const repo = await told();
    const shallow = await cloneOf(repo, '--depth=2', '--bare');
    expect(await cutIn([shallow])).toEqual([await third(repo)]);
    expect(await cutIn([shallow, shallow])).toEqual([await third(repo)]);
  });

  test('does not hold where another repository goes on', async () => {
    const repo = await told();
    const shallow = await cloneOf(repo, '--depth=2', '--bare');
    const deeper = await cloneOf(repo, '--depth=3', '--bare');
    expect(await cutIn([shallow, repo.path])).toEqual([]);
    expect(await cutIn([deeper, shallow])).toEqual([await repo.git('rev-parse', 'main~2')]);
  });
});

describe('a partial clone of a thousand commits', () => {
  const LATER = 1000;
  const told = () =>
    tinyRepo((h) => {
      for (let at = 0; at <= LATER; at++) h.commit({ message: `${at}`, files: { 'a.c': `int a = ${at};\n` } });
    });

  test.each(['blob:none', 'tree:0'])('without %s: all is told as unreadable, and soon', async (filter) => {
    const repo = await told();
    const clone = await cloneOf(repo, `--filter=${filter}`, '--bare');
    const oids = (await repo.git('rev-list', 'main')).split('\n');
    const options = { processes: 2, mostBytes: 1e6 };
    const began = performance.now();
    const failed = await within([clone], (workspace) => readDiffs(workspace, oids, options, () => undefined));
    expect(failed.toSorted()).toEqual(oids.toSorted());
    // One git process for each commit would take ten seconds.
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test('with the contents of some commits: those are read', async () => {
    const repo = await told();
    const clone = await cloneOf(repo, '--filter=blob:none', '--bare');
    const oids = (await repo.git('rev-list', 'main')).split('\n');
    const content = await gatherGit(['cat-file', 'blob', 'main:a.c'], { cwd: repo.path, env: gitEnvironment() });
    const before = await gatherGit(['cat-file', 'blob', 'main~1:a.c'], { cwd: repo.path, env: gitEnvironment() });
    for (const input of [content, before])
      await gatherGit(['hash-object', '-w', '--stdin'], { cwd: clone, env: gitEnvironment(), input });
    const read: string[] = [];
    const options = { processes: 2, mostBytes: 1e6 };
    await within([clone], (workspace) => readDiffs(workspace, oids, options, (oid) => read.push(oid)));
    expect(read).toEqual([oids[0]]);
  });
});
