// Which refs a name of the configuration means.
import { expect, test } from 'vitest';
import { chooseRefs } from '../../src/git/choose-refs.js';

const NAMES = [
  'refs/heads/main',
  'refs/heads/topic/a',
  'refs/heads/topic/a/deep',
  'refs/heads/-dash',
  'refs/heads/odd[1]',
  'refs/remotes/origin/main',
  'refs/remotes/origin/next',
  'refs/remotes/origin/topic/a',
  'refs/remotes/origin/topic/b',
  'refs/remotes/fork/next',
  'refs/remotes/fork/theirs',
  'refs/tags/main',
  'refs/tags/v1',
  'refs/patches/x/y',
];
const REFS = NAMES.map((name) => ({ name, oid: name, commit: name, date: 0 }));

test.each([
  ['main', 'a branch, never a tag', ['refs/heads/main']],
  ['next', 'a branch of origin comes before one of another remote', ['refs/remotes/origin/next']],
  ['fork/theirs', 'a branch of another remote, by its remote', ['refs/remotes/fork/theirs']],
  ['refs/tags/v1', 'a full name', ['refs/tags/v1']],
  ['refs/patches/*/*', 'a glob over full names', ['refs/patches/x/y']],
  ['topic/*', 'local branches before remote ones; a star stays within a part', ['refs/heads/topic/a']],
  ['topic/**', 'two stars go deeper', ['refs/heads/topic/a', 'refs/heads/topic/a/deep']],
  ['-dash', 'a name like an option', ['refs/heads/-dash']],
  ['odd[1]', 'a name that looks like a glob', ['refs/heads/odd[1]']],
  ['v1', 'a tag is no branch', []],
  ['gone', 'nothing', []],
  ['refs/heads/gone', 'nothing by full name', []],
  ['', 'an empty name', []],
])('%s: %s', (pattern, _, names) => {
  expect(chooseRefs(REFS, pattern).map(({ name }) => name)).toEqual(names);
});
