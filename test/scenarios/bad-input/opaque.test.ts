// Changes that have no lines of text are patches like any other: they land, and they are carried.
import { beforeAll, describe, expect, test } from 'vitest';
import type { ProjectReport } from '../../../src/model/report.js';
import { append, type Changes, type Commit, edit, history, tinyRepo } from '../../support/tiny-repo.js';
import { judgePaths, patchIn } from '../judge.js';

const BINARY = (seed: number) => Buffer.from(Array.from({ length: 300 }, (_, at) => (at * seed) & 0xff));

const BEFORE = {
  'logo.png': BINARY(7),
  'old.png': BINARY(9),
  'tool.sh': '#!/bin/sh\nexec tool\n',
  current: { symlink: 'releases/1' },
  library: { submodule: '1'.repeat(40) },
  'unended.c': 'int first_of_file;\nint last_of_file;',
  'moved.c': 'int one_of_the_moved;\nint two_of_the_moved;\nint three_of_the_moved;\n',
  placeholder: '',
} satisfies Changes;

const KINDS: readonly (readonly [string, Changes])[] = [
  ['a binary file is added', { 'new.png': BINARY(11) }],
  ['a binary file is changed', { 'logo.png': BINARY(13) }],
  ['a binary file is deleted', { 'old.png': null }],
  ['a file becomes executable', { 'tool.sh': { mode: '100755' } }],
  ['a link leads elsewhere', { current: { symlink: 'releases/2' } }],
  ['a link is added', { latest: { symlink: 'releases/2' } }],
  ['a submodule moves on', { library: { submodule: '2'.repeat(40) } }],
  ['a submodule is added', { plugin: { submodule: '3'.repeat(40) } }],
  ['a file is renamed', { 'src/renamed.c': { movedFrom: 'moved.c' } }],
  ['an empty file is added', { 'src/__init__.py': '' }],
  ['an empty file is deleted', { placeholder: null }],
  ['a line end is put at the end of a file', { 'unended.c': append('\n') }],
];

/** One branch a kind; upstream does the same, under another title and by another author, where `lands`. */
async function told(lands: boolean): Promise<{ report: ProjectReport; remove: () => Promise<void> }> {
  const h = history();
  const base = h.commit({ message: 'base', files: { ...BEFORE, 'filler.c': 'int filler;\n' } });
  const made: Commit[] = KINDS.map(([title, files]) =>
    h.commit({ branch: `local/${title.replaceAll(' ', '-')}`, parents: [base], message: title, files }),
  );
  h.commit({ message: 'upstream work', files: { 'filler.c': edit('filler', 'filler_of_upstream') } });
  for (const commit of lands ? made : []) h.pick(commit, { message: 'sync', author: 'M <m@example.org>' });
  const repo = await tinyRepo(h);
  const report = await judgePaths(repo.path, repo.path, { downstream: { branches: ['local/*'] } });
  return { report, remove: repo.remove };
}

describe.each([true, false])('landed: %s', (lands) => {
  let report: ProjectReport;
  beforeAll(async () => {
    const found = await told(lands);
    report = found.report;
    return found.remove;
  });

  test.each(KINDS)('%s', (title) => {
    const patch = patchIn(report, title);
    expect(patch.size.hunks).toBeGreaterThan(0);
    if (title.startsWith('a line end')) expect(patch.status).toBe('noise');
    else {
      expect(patch).toMatchObject({ status: lands ? 'landed' : 'pending', remaining: { hunks: lands ? 0 : 1 } });
      if (lands) expect(patch.landing?.form).toBe('identical');
    }
  });
});

test('two files of the same name become executable, one of them upstream: the other is carried', async () => {
  const h = history();
  const files = { 'a/run.sh': '#!/bin/sh\nexec a\n', 'b/run.sh': '#!/bin/sh\nexec b\n' };
  const base = h.commit({ message: 'base', files });
  h.commit({ branch: 'local', parents: [base], message: 'a runs', files: { 'a/run.sh': { mode: '100755' } } });
  h.commit({ message: 'b runs', files: { 'b/run.sh': { mode: '100755' } } });
  const repo = await tinyRepo(h);
  expect(patchIn(await judgePaths(repo.path, repo.path), 'a runs').status).toBe('pending');
});

test('a binary file is changed here and there, to different contents', async () => {
  const h = history();
  const base = h.commit({ message: 'base', files: { 'logo.png': BINARY(7) } });
  h.commit({ branch: 'local', parents: [base], message: 'new logo', files: { 'logo.png': BINARY(21) } });
  h.commit({ message: 'new logo', files: { 'logo.png': BINARY(23) } });
  const repo = await tinyRepo(h);
  expect(patchIn(await judgePaths(repo.path, repo.path), 'new logo').status).not.toBe('landed');
});
