// The scratch workspace joins repositories and leaves nothing behind; git processes end as they are told to.
import { readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readChanges } from '../../src/git/changes.js';
import { readCommits } from '../../src/git/commits.js';
import { gitEnvironment } from '../../src/git/environment.js';
import { gatherGit, streamGit } from '../../src/git/process.js';
import { openRepository } from '../../src/git/repository.js';
import { openWorkspace } from '../../src/git/workspace.js';
import { judgePaths } from '../scenarios/judge.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { tinyRepo } from '../support/tiny-repo.js';

afterEach(() => vi.unstubAllEnvs());

const one = () => tinyRepo((h) => h.commit({ message: 'one', files: { 'a.c': 'int a;\n', 'dir/b.c': 'int b;\n' } }));

async function subjects(...args: Parameters<typeof readCommits>): Promise<string[]> {
  const found: string[] = [];
  for await (const { message } of readCommits(...args)) found.push(message.trim());
  return found;
}

test('what two repositories have can be read as one', async () => {
  const [a, b] = [await one(), await tinyRepo((h) => h.commit({ message: 'two', files: { 'c.c': 'int c;\n' } }))];
  const workspace = await openWorkspace([await openRepository(a.path), await openRepository(b.path)]);
  expect((await subjects(workspace, [a.oid(), b.oid()], [])).toSorted()).toEqual(['one', 'two']);
  const changed: string[] = [];
  const failed = await readChanges(workspace, [a.oid(), b.oid()], 2, (_, changes) => {
    changed.push(...changes.map(({ status, path }) => `${status} ${path}`));
  });
  expect(failed).toEqual([]);
  expect(changed.toSorted()).toEqual(['A a.c', 'A c.c', 'A dir/b.c']);
  await workspace.close();
  await expect(stat(workspace.dir)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a run leaves nothing behind, whether it ends well or not', async () => {
  const { path } = await temporaryDirectory();
  const repo = await tinyRepo((h) => {
    const base = h.commit({ message: 'one', files: { 'a.c': 'int a;\n' } });
    h.commit({ branch: 'local', parents: [base], message: 'mine', files: { 'a.c': 'int mine;\n' } });
  });
  vi.stubEnv('TMPDIR', path);
  expect(tmpdir()).toBe(path);
  expect((await judgePaths(repo.path, repo.path)).state).toBe('tracked');
  expect((await judgePaths(repo.path, repo.path, { downstream: { base: 'gone' } })).state).toBe('no-data');
  expect(await readdir(path)).toEqual([]);
});

test('repositories of two object formats cannot be joined', async () => {
  const other = await tinyRepo((h) => h.commit({ message: 'x', files: { 'a.c': 'int a;\n' } }), {
    objectFormat: 'sha256',
  });
  const repositories = [await openRepository((await one()).path), await openRepository(other.path)];
  await expect(openWorkspace(repositories)).rejects.toMatchObject({ kind: 'usage', code: 'git.mixed-hashes' });
});

describe('a git process', () => {
  const run = { cwd: tmpdir(), env: gitEnvironment({ sealed: true }) };

  test('that fails is told with the command and what git said', async () => {
    const failing = gatherGit(['rev-parse', '--verify', 'no-such-thing'], run);
    await expect(failing).rejects.toMatchObject({
      kind: 'world',
      code: 'git.failed',
      message: expect.stringMatching(/git rev-parse failed \(exit 128\): fatal: /),
    });
  });

  test('that cannot be started names what to install', async () => {
    const missing = gatherGit(['version'], { ...run, env: { PATH: '/nowhere' } });
    await expect(missing).rejects.toMatchObject({
      kind: 'world',
      code: 'git.missing',
      hint: expect.stringContaining('install git'),
    });
  });

  test('is stopped by the signal', async () => {
    const controller = new AbortController();
    const stream = streamGit(['cat-file', '--batch'], {
      ...run,
      cwd: (await one()).path,
      signal: controller.signal,
      input: afterwards(),
    });
    setTimeout(() => controller.abort(), 20);
    await expect(stream.next()).rejects.toThrow();
  });

  test('takes more than a pipe holds, and gives it back', async () => {
    const { path } = await one();
    const content = Buffer.alloc(3_000_000, 'landfall\n');
    const oid = await gatherGit(['hash-object', '-w', '--stdin'], { ...run, cwd: path, input: content });
    const back = await gatherGit(['cat-file', 'blob', oid.toString().trim()], { ...run, cwd: path });
    expect(back.equals(content)).toBe(true);
  });
});

async function* afterwards(): AsyncGenerator<Buffer> {
  await new Promise((resolve) => setTimeout(resolve, 100));
  yield Buffer.alloc(0);
}

test('nothing of the caller reaches git but where to find things', () => {
  vi.stubEnv('GIT_DIR', '/elsewhere');
  vi.stubEnv('GIT_CONFIG_PARAMETERS', "'a.b=c'");
  vi.stubEnv('LD_PRELOAD_OF_TEST', 'x');
  const names = Object.keys(gitEnvironment());
  expect(names).not.toContain('GIT_DIR');
  expect(names).not.toContain('GIT_CONFIG_PARAMETERS');
  expect(names).not.toContain('LD_PRELOAD_OF_TEST');
  expect(gitEnvironment()).toMatchObject({ GIT_NO_REPLACE_OBJECTS: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' });
});
