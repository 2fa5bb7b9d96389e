// What a run costs, counted: commits and diffs that git reads, and git processes. These are exact, on any machine.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import type { KeptAnswers } from '../../src/model/answers.js';
import type { DiffSketch, Known, KnownCommit, KnownCommits, LineSignature } from '../../src/model/known.js';
import { replay } from '../../src/replay.js';
import { track } from '../../src/track.js';
import { memoryAnswers, memoryShelf, run as runOn } from '../evidence/run.js';
import { begin, NOW, projectOf } from '../scenarios/judge.js';
import { BOUND_FRAME } from '../scenarios/patches.js';
import { filesConfig } from '../support/files-config.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { edit, type History, prepend, tinyRepo } from '../support/tiny-repo.js';

const RING = 'src/net/ring.c';
const UNRELATED = 20;

const lines = (name: string) => Array.from({ length: 20 }, (_, at) => `int ${name} ${at};\n`).join('');

/** A store that counts what is added to it: just what git had to read. */
function counting<T>(): { readonly known: Known<T>; readonly added: () => number } {
  const kept = new Map<string, T>();
  let added = 0;
  const add = (oid: string, value: T) => {
    added += 1;
    kept.set(oid, value);
  };
  return {
    known: { get: (oid) => kept.get(oid), add },
    added: () => {
      const now = added;
      added = 0;
      return now;
    },
  };
}

function memory() {
  const [commits, diffs, lines] = [counting<KnownCommit>(), counting<DiffSketch>(), counting<LineSignature>()];
  const keep = () => Promise.resolve();
  const known: KnownCommits = { commits: commits.known, diffs: diffs.known, lines: lines.known, keep };
  return { known, read: () => ({ commits: commits.added(), diffs: diffs.added(), lines: lines.added() }) };
}

/** A patch that landed under its own name and one that did not, below `later` commits that have nothing to do with either. */
function tell(later: number): History {
  const { h } = begin();
  const fix = h.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
  h.commit({
    branch: 'local',
    message: 'queue: never sent',
    files: { 'src/queue.c': 'int never_sent_anywhere(void);\n' },
  });
  h.pick(fix, { branch: 'main' });
  for (let at = 0; at < UNRELATED + later; at++)
    h.commit({ branch: 'main', message: `note ${at}`, files: { 'notes.txt': `note number ${at}\n` } });
  return h;
}

async function run(path: string, known?: KnownCommits, answers?: KeptAnswers) {
  const project = await projectOf(path, path);
  const options = {
    now: NOW,
    version: '0.0.0',
    cores: 2,
    ...(known && { known: () => Promise.resolve(known) }),
    ...(answers && { answers: () => Promise.resolve(answers) }),
  };
  const [report] = (await track([{ project, notices: [] }], options)).projects;
  return report?.patches.map(({ status }) => status);
}

test('new upstream commits are all that a later run reads', async () => {
  const { known, read } = memory();
  const [first, second] = [await tinyRepo(tell(0)), await tinyRepo(tell(10))];
  const statuses = await run(first.path, known);
  expect(statuses).toEqual(['landed', 'pending']);
  // The landing is read for its name; nothing else touches what the patches touch. For the patch that is nowhere all lines are looked through.
  expect(read()).toEqual({ commits: 1 + UNRELATED, diffs: 1, lines: 1 + UNRELATED });
  expect(await run(first.path, known)).toEqual(statuses);
  expect(read()).toEqual({ commits: 0, diffs: 0, lines: 0 });
  expect(await run(second.path, known)).toEqual(statuses);
  expect(read()).toEqual({ commits: 10, diffs: 0, lines: 10 });
});

/** Counts the git processes that a run starts. */
async function processesOf(act: () => Promise<unknown>): Promise<number> {
  const { path, remove } = await temporaryDirectory();
  const log = join(path, 'log');
  await mkdir(join(path, 'bin'));
  const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  await writeFile(join(path, 'bin', 'git'), `#!/bin/sh\necho x >> '${log}'\nexec '${git}' "$@"\n`);
  await chmod(join(path, 'bin', 'git'), 0o755);
  await writeFile(log, '');
  vi.stubEnv('PATH', `${join(path, 'bin')}${delimiter}${process.env['PATH']}`);
  await act();
  vi.unstubAllEnvs();
  const count = (await readFile(log, 'utf8')).split('\n').length - 1;
  await remove();
  return count;
}

test('the number of git processes does not grow with the history', async () => {
  const count = async (later: number) => {
    const { path } = await tinyRepo(tell(later));
    return processesOf(() => run(path));
  };
  // As many as are worth a process for each core.
  const small = await count(60);
  expect(await count(210)).toBe(small);
  expect(small).toBeLessThanOrEqual(15);
});

test('tags that are older than all that is new are not walked from', async () => {
  const later = async (tagged: 'v1.0' | null) => {
    const h = tell(0);
    if (tagged) h.tag(tagged);
    h.point('earlier', h.tip('main'));
    h.commit({ branch: 'main', message: 'new', files: { 'notes.txt': 'new\n' }, commitDate: '2030-01-01T12:00:00Z' });
    const { path } = await tinyRepo(h);
    const shelf = memoryShelf();
    await runOn(path, 'earlier', shelf);
    return processesOf(() => runOn(path, 'main', shelf));
  };
  expect(await later('v1.0')).toBe(await later(null));
});

test('tags of branches that are older than the history are not walked from', async () => {
  const count = async (tagged: boolean) => {
    const { h, base } = begin();
    h.point('old', base);
    const old = h.commit({ branch: 'old', message: 'old', files: { 'notes.txt': 'old\n' } });
    const start = h.commit({ message: 'start', files: { 'notes.txt': 'x\n' }, commitDate: '2030-01-01T12:00:00Z' });
    h.point('local', start);
    const fix = h.commit({ branch: 'local', message: 'bound', files: { [RING]: BOUND_FRAME } });
    h.pick(fix, { branch: 'main', commitDate: '2030-01-02T12:00:00Z' });
    if (tagged) h.tag('v0.9', { at: old });
    const { path } = await tinyRepo(h);
    return processesOf(() => run(path));
  };
  expect(await count(true)).toBe(await count(false));
});

test('a later tip on which the files of the stack are as they were asks git for nothing of the stack again', async () => {
  const [answers, { known }] = [memoryAnswers(), memory()];
  const [first, second] = [await tinyRepo(tell(0)), await tinyRepo(tell(10))];
  const from = await processesOf(() => run(first.path, known, answers));
  // Of each of the two patches its diff and its patch-id, and what the stack changes as a whole.
  expect(answers.added()).toBe(5);
  const on = await processesOf(() => run(second.path, known, answers));
  expect(answers.added()).toBe(0);
  // Both diffs in one process, their patch-ids in one, the stack in one, and the diff of the landing, which is known.
  expect(from - on).toBe(4);
});

test('a file that changed at the tip is merged again, the others are not', async () => {
  const told = (later: boolean) => {
    const { h } = begin();
    const [one, two] = ['one', 'two'].map((name) => ({ name, lines: lines(name) }));
    const files = Object.fromEntries([one, two].map((file) => [`${file?.name}.c`, file?.lines ?? '']));
    const base = h.commit({ message: 'files', files });
    h.point('local', base);
    for (const name of ['one', 'two'])
      h.commit({ branch: 'local', message: name, files: { [`${name}.c`]: edit(`${name} 3;`, `${name} three;`) } });
    for (const name of ['one', 'two'])
      h.commit({ message: `work on ${name}`, files: { [`${name}.c`]: edit(`${name} 17;`, `${name} seventeen;`) } });
    if (later) h.commit({ message: 'more', files: { 'two.c': edit('two 11;', 'two eleven;') } });
    return h;
  };
  const answers = memoryAnswers();
  await run((await tinyRepo(told(false))).path, undefined, answers);
  // Two diffs, two patch-ids, the stack, and a merge for each of the files.
  expect(answers.added()).toBe(7);
  await run((await tinyRepo(told(true))).path, undefined, answers);
  expect(answers.added()).toBe(1);
});

test('a loss in a branch that was merged is looked for along it: one diff is read', async () => {
  const { h } = begin();
  const fix = h.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
  h.point('topic', h.pick(fix, { branch: 'main' }));
  const note = (text: string) =>
    h.commit({ branch: 'topic', message: text, files: { [RING]: prepend(`// ${text}\n`) } });
  for (const text of ['one', 'two']) note(text);
  h.revert(fix, { branch: 'topic', message: 'ring: start anew' });
  for (const text of ['three', 'four', 'five']) note(text);
  h.merge(h.tip('topic'), { branch: 'main' });
  const { known, read } = memory();
  expect(await run((await tinyRepo(h)).path, known)).toEqual(['reverted']);
  // The landing, and the one of the six that took it back.
  expect(read().diffs).toBe(2);
});

test('a state more in a replay costs the reading of its own files', async () => {
  const { h, base } = begin();
  h.tag('story-1.0', { at: base });
  const upstream = await tinyRepo(h);
  const replayed = async (states: number) => {
    const downstream = await tinyRepo((d) => {
      for (let at = 0; at < states; at++) {
        const patch = `--- a/new-${at}.c\n+++ b/new-${at}.c\n@@ -0,0 +1,1 @@\n+int new_${at}(void);\n`;
        const series = Array.from({ length: at + 1 }, (_, place) => `p${place}\n`).join('');
        d.commit({ message: `state ${at}`, files: { 'pkg/series': series, [`pkg/p${at}`]: patch } });
      }
    });
    const files = filesConfig('quilt', { ref: 'HEAD' });
    const project = await projectOf(upstream.path, downstream.path, {
      downstream: { files, branches: [], base: 'story-1.0' },
    });
    const options = { now: NOW, version: '0', cores: 2, since: new Date(0), upstreamAsOf: 'commit-date' } as const;
    return processesOf(async () =>
      expect((await replay({ project, notices: [] }, options)).points).toHaveLength(states),
    );
  };
  // The tree, its series, its new patch: what lies below is asked for once.
  const [few, many] = [await replayed(2), await replayed(8)];
  expect((many - few) / 6).toBeLessThanOrEqual(3);
});
