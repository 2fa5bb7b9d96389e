// The small parts of the command line that need no repository.
import { describe, expect, it, vi } from 'vitest';
import { exitCodeOfNotices } from '../../src/commands/outcome.js';
import { progressLine, progressText } from '../../src/commands/progress.js';
import { starterFacts } from '../../src/commands/starter-facts.js';
import { messageText } from '../../src/commands/streams.js';
import type { Survey } from '../../src/git/survey.js';
import type { Notice } from '../../src/model/notice.js';
import { refspecsFor } from '../../src/sync/refspecs.js';
import { requireSafeUrl } from '../../src/sync/safe-url.js';

describe('addresses', () => {
  it.each(['https://x.org/a.git', 'ssh://git@x.org/a', 'git://x.org/a', 'file:///a', 'git@x.org:a.git', '/a/b'])(
    '%s is fetched',
    (url) => expect(() => requireSafeUrl(url, 'upstream.url')).not.toThrow(),
  );
  it.each(['', '-x', '--upload-pack=x', 'ext::sh', 'fd::17', 'http://x.org/a', 'ftp://x.org/a', 'https://${X}/a'])(
    '%j is refused',
    (url) => expect(() => requireSafeUrl(url, 'upstream.url')).toThrow(/is not fetched/),
  );
});

it('branches and tags are fetched, other refs only where they are named, never all pull requests', () => {
  const always = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
  expect(refspecsFor(['next', 'refs/heads/x', 'refs/pull/*/head', 'refs/*'])).toEqual(always);
  expect(refspecsFor(['refs/next/*', 'refs/pull/7/head'])).toEqual([
    ...always,
    '+refs/next/*:refs/next/*',
    '+refs/pull/7/head*:refs/pull/7/head*',
  ]);
});

describe('what init finds out', () => {
  const survey = (more: Partial<Survey>): Survey => ({
    top: '/src/thing',
    bare: false,
    currentBranch: 'mine',
    remotes: [{ name: 'origin', url: 'https://u:secret@github.com/a/thing.git', defaultBranch: 'dev' }],
    refs: [],
    ...more,
  });
  const tags = (...names: string[]) =>
    names.map((name) => ({ name: `refs/tags/${name}`, oid: '', commit: '', date: 0 }));

  it('keeps secrets out, knows where a forge takes patches', () => {
    const facts = starterFacts(survey({}), {}, '.', 's');
    expect(facts).toMatchObject({
      name: 'thing',
      upstream: { url: 'https://github.com/a/thing.git', branch: 'dev' },
      downstream: { repository: '.', branches: ['mine'] },
      contribute: { kind: 'pull-request', address: 'https://github.com/a/thing/pulls' },
    });
  });

  it.each([
    [['v1.0', 'v1.1', 'v2.0-rc1', 'nightly'], 'v[0-9]*'],
    [['5.1.0', '5.2.0', '5.2.1'], '[0-9]*'],
    [['gdb-1-release', 'gdb-2-release', 'gdb-3-release', 'x1', 'x2'], 'gdb-[0-9]*'],
    [['a1', 'b2', 'c3', 'd4'], undefined],
    [['v1'], undefined],
  ])('of tags %j it takes %s for releases', (names, glob) => {
    expect(starterFacts(survey({ refs: tags(...names) }), {}, '.', 's').releases[0]).toBe(glob);
  });

  it('says which flag tells what the repository does not', () => {
    const tell = (more: Partial<Survey>) => () => starterFacts(survey(more), {}, '.', 's');
    expect(tell({ remotes: [] })).toThrow(expect.objectContaining({ hint: 'say it with --upstream-url' }));
    expect(tell({ currentBranch: null })).toThrow(expect.objectContaining({ hint: 'say it with --downstream-branch' }));
    expect(tell({ remotes: [{ name: 'origin', url: 'x:y', defaultBranch: null }] })).toThrow(
      expect.objectContaining({ hint: 'say it with --branch' }),
    );
  });
});

it('an exit code blames the config only when nothing else is to blame', () => {
  const notice = (code: string, severity: Notice['severity'] = 'error') => ({
    code,
    severity,
    message: '',
    hint: null,
  });
  expect(exitCodeOfNotices([notice('upstream.no-branch'), notice('upstream.shallow', 'warning')])).toBe(2);
  expect(exitCodeOfNotices([notice('upstream.no-branch'), notice('git.no-path')])).toBe(3);
  expect(exitCodeOfNotices([])).toBe(3);
});

describe('the progress line', () => {
  it('says what is known', () => {
    expect(progressText('gdb: reading', 0, 0, 0, 7.2)).toBe('gdb: reading  7 s');
    expect(progressText('gdb: reading', 1200, 30000, 1000, 2)).toBe('gdb: reading  1,200 of 30,000 (500/s, 58 s left)');
    expect(progressText('gdb: reading', 1200, 90000, 1000, 2)).toBe(
      'gdb: reading  1,200 of 90,000 (500/s, 2 min 58 s left)',
    );
    expect(progressText('gdb: reading', 29000, 30000, 1000, 2)).toBe('gdb: reading  29,000 of 30,000 (500/s)');
  });

  it('waits a second, fits the terminal, is taken away, and is silent elsewhere', () => {
    vi.useFakeTimers();
    let written = '';
    const stream = { isTTY: true, columns: 30, write: (text: string) => (written += text) };
    const open = (isTTY: boolean, quiet: boolean) => progressLine({ ...stream, isTTY } as never, quiet);
    try {
      for (const line of [open(false, false), open(true, true)]) {
        line.tell('x', 1, 2);
        vi.advanceTimersByTime(5000);
        line.close();
      }
      expect(written).toBe('');
      const line = open(true, false);
      line.tell('gdb: reading upstream history', 10, 20);
      vi.advanceTimersByTime(900);
      expect(written).toBe('');
      vi.advanceTimersByTime(200);
      expect(written).toBe(`\r\u001b[2K${'gdb: reading upstream history  10 of 20'.slice(0, 29)}`);
      line.close();
      expect(written.endsWith('\r\u001b[2K')).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});

it('a message acts on no terminal', () => {
  expect(messageText('a\u001b[31m\nb', 'do c')).toBe('landfall: a␛[31m\nb\n  do c\n');
});
