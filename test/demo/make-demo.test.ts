// The demo is the same to the bit on every run, sound in git's eyes, and careful with other people's folders.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { reachable } from '../../src/demo/history/ancestry.js';
import { type Commit, subjectOf, type Tag } from '../../src/demo/history/index.js';
import { makeDemo } from '../../src/demo/make-demo.js';
import { STORIES, type Story } from '../../src/demo/stories/index.js';
import { gitEnvironment } from '../../src/git/environment.js';
import { gatherGit } from '../../src/git/process.js';
import { STATUSES } from '../../src/model/status.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { EXPECTED, type Expected } from './expected.js';
import { TIPS } from './tips.js';

const REPOSITORIES = Object.keys(TIPS);
let demo = '';
let stories: readonly Story[] = [];

beforeAll(async () => {
  const { path, remove } = await temporaryDirectory();
  demo = join(path, 'demo');
  await makeDemo(demo);
  stories = STORIES.map((tell) => tell());
  return remove;
});

async function git(repository: string, ...args: string[]): Promise<string> {
  const options = { cwd: join(demo, repository), env: gitEnvironment({ sealed: true }) };
  return (await gatherGit(args, options)).toString('utf8').trim();
}

test.each(REPOSITORIES)('%s has the ids it has always had', async (repository) => {
  const refs = (await git(repository, 'for-each-ref', '--format=%(refname) %(objectname)')).split('\n');
  expect(Object.fromEntries(refs.map((row) => row.split(' ')))).toEqual(TIPS[repository]);
});

test.each(REPOSITORIES)('%s is sound', async (repository) => {
  expect(await git(repository, 'fsck', '--strict', '--full')).toBe('');
  if (repository.startsWith('downstream/')) expect(await git(repository, 'status', '--porcelain')).toBe('');
});

test('every downstream patch has an expected status, and every status is shown', () => {
  const told = stories.map((story) => [story.name, subjectsByBranch(story)]);
  const rows = Object.entries(EXPECTED).map(([project, branches]) => {
    return [project, Object.fromEntries(Object.entries(branches).map(([branch, of]) => [branch, Object.keys(of)]))];
  });
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(rows));
  const shown = Object.values(EXPECTED).flatMap((branches) => Object.values(branches).flatMap(Object.values<Expected>));
  expect(new Set(shown.map(({ status }) => status))).toEqual(new Set(STATUSES));
});

/** Of the repository with the stack of commits; packages keep patches in files. */
function subjectsByBranch({ name, upstream, downstream }: Story): Record<string, string[]> {
  const commitOf = (target: Commit | Tag) => (target.kind === 'tag' ? target.commit : target);
  const known = new Set(reachable([...upstream.refs.values()].map(commitOf)));
  const heads = [...(downstream[name]?.refs ?? [])].filter(([ref]) => ref.startsWith('refs/heads/'));
  const subjects = heads.map(([ref, target]) => {
    const own = reachable([commitOf(target)]).filter((commit) => !known.has(commit) && commit.parents.length < 2);
    return [ref.slice('refs/heads/'.length), own.map(subjectOf)];
  });
  return Object.fromEntries(subjects);
}

test.each(['gdb', 'qemu-nvmm', 'jemalloc'])('the config of %s names what is there', async (name) => {
  const text = await readFile(join(demo, 'config', `${name}.yaml`), 'utf8');
  expect(text.split('\n', 1)[0]).toBe('# yaml-language-server: $schema=./schema/project.schema.json');
  const written = parse(text);
  expect(written.name).toBe(name);
  for (const { repository } of [written.upstream, ...written.downstream]) {
    expect((await stat(resolve(demo, 'config', repository))).isDirectory()).toBe(true);
  }
});

test('an earlier demo is made anew; what else is in its folder stays', async () => {
  const { path } = await temporaryDirectory();
  await makeDemo(path);
  await writeFile(join(path, 'downstream', 'gdb', 'gdb', 'NEWS'), 'changed\n');
  await writeFile(join(path, 'notes.txt'), 'mine\n');
  await makeDemo(path);
  expect(await readFile(join(path, 'downstream', 'gdb', 'gdb', 'NEWS'), 'utf8')).not.toBe('changed\n');
  expect(await readFile(join(path, 'notes.txt'), 'utf8')).toBe('mine\n');
});

test('a folder that holds anything else is refused and left alone', async () => {
  const { path } = await temporaryDirectory();
  await mkdir(join(path, 'config'));
  await writeFile(join(path, 'config', 'mine.yaml'), 'name: mine\n');
  await expect(makeDemo(path)).rejects.toMatchObject({ kind: 'usage', code: 'demo.not-empty' });
  expect(await readdir(path)).toEqual(['config']);
  expect(await readFile(join(path, 'config', 'mine.yaml'), 'utf8')).toBe('name: mine\n');
});
