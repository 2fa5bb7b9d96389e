// Patches applied to a tip file by file, held against git's merges of whole trees; and what of it is asked anew on another tip.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContents } from '../../src/downstream/branch.js';
import { applyPatches } from '../../src/gather/apply-patches.js';
import { readNet } from '../../src/gather/read-net.js';
import { readTipTree } from '../../src/gather/tip-tree.js';
import type { CommitRecord } from '../../src/git/commits.js';
import { openRepository } from '../../src/git/repository.js';
import { openWorkspace } from '../../src/git/workspace.js';
import { type KeptAnswers, NOTHING_ANSWERED } from '../../src/model/answers.js';
import { telling, told } from '../git/stack-story.js';
import { projectOf } from '../scenarios/judge.js';
import { runs } from '../support/property-tests.js';
import { type Commit, edit, type TinyRepo, tinyRepo } from '../support/tiny-repo.js';
import { memoryAnswers } from './run.js';

/** What comes of each patch on a tip: lines in order, as those of whole trees are those of all files one after the other. */
async function applied(
  repo: TinyRepo,
  commits: readonly Commit[],
  tip: string,
  answers: KeptAnswers,
  how: 'by file' | 'as wholes',
) {
  const { settings } = await projectOf(repo.path, repo.path);
  const workspace = await openWorkspace([await openRepository(repo.path)]);
  try {
    const reading = { workspace, settings, processes: 1, answers };
    const request = { repository: '', ref: 'local', tip: '', base: null, paths: [] };
    const records = commits.map((commit) => ({ oid: commit.oid, parents: ['one'] }) as unknown as CommitRecord);
    const branches = [{ request, commits: records, boundary: [] }];
    const { files } = await readContents(reading, branches, new Map(), () => undefined);
    const patches = commits.map(({ oid, parents }) => ({
      commit: oid,
      parent: parents[0]?.oid ?? null,
      files: files.get(oid) ?? [],
    }));
    const stack = { patches, branches: [{ paths: how === 'by file' ? [] : ['some'] }] };
    const context = { ...reading, stack, kinship: { paths: (path: string) => [path] } } as unknown as Parameters<
      typeof applyPatches
    >[0];
    const places = patches.map((_, place) => place);
    const found = await applyPatches(context, await readTipTree(workspace, tip), places);
    return places.map((place) => {
      const { outcome, lines } = found.get(place) ?? {};
      return { outcome, lines: lines && [...lines].sort((a, b) => a - b) };
    });
  } finally {
    await workspace.close();
  }
}

test('law: a patch applied file by file comes to what git makes of whole trees, asked or remembered', async () => {
  await fc.assert(
    fc.asyncProperty(telling(5), telling(4), async (upstream, stack) => {
      const { repo, commits } = await told(upstream, stack);
      try {
        const [main, before] = [repo.oid('main'), await repo.git('rev-parse', 'main~1')];
        const whole = await applied(repo, commits, main, NOTHING_ANSWERED, 'as wholes');
        expect(await applied(repo, commits, main, NOTHING_ANSWERED, 'by file')).toEqual(whole);
        const answers = memoryAnswers();
        for (const tip of [before, main, main]) {
          const found = await applied(repo, commits, tip, answers, 'by file');
          if (tip === main) expect(found).toEqual(whole);
          await answers.keep();
        }
        answers.added();
        await applied(repo, commits, main, answers, 'by file');
        expect(answers.added()).toBe(0);
      } finally {
        await repo.remove();
      }
    }),
    { numRuns: runs(12) },
  );
}, 600_000);

test('law: a branch merged file by file is what git makes of whole trees, on one tip after the other', async () => {
  await fc.assert(
    fc.asyncProperty(telling(5), telling(3), async (upstream, stack) => {
      const { repo } = await told(upstream, stack);
      const workspace = await openWorkspace([await openRepository(repo.path)]);
      try {
        const base = await repo.git('merge-base', 'main', 'local');
        const tips = (await repo.git('rev-list', '--reverse', '--first-parent', 'main')).split('\n');
        const netOf = async (tip: string, paths: readonly string[], known: string | null, answers: KeptAnswers) => {
          const request = { repository: '', ref: 'local', tip: repo.oid('local'), base: known, paths };
          const stacks = { branches: [{ request, commits: [], boundary: [base] }], stands: new Map() };
          const moves = Promise.resolve((path: string) => [path]);
          const [net] = await readNet({ workspace, answers }, readTipTree(workspace, tip), stacks, moves);
          await answers.keep();
          return net;
        };
        for (const paths of [[], ['src/net/', 'README']]) {
          const answers = memoryAnswers();
          for (const tip of tips) {
            // With a base of its own git is left to find where both part.
            const whole = await netOf(tip, paths, base, NOTHING_ANSWERED);
            for (const _ of ['asked', 'remembered']) expect(await netOf(tip, paths, null, answers)).toEqual(whole);
          }
        }
      } finally {
        await workspace.close();
        await repo.remove();
      }
    }),
    { numRuns: runs(10) },
  );
}, 600_000);

test('a file that is gone, comes back under another name and is rewritten there: git is asked for whole trees when that may matter', async () => {
  const lines = Array.from({ length: 20 }, (_, at) => `int number_${at};\n`).join('');
  const tips: string[] = [];
  const repo = await tinyRepo((h) => {
    const base = h.commit({ message: 'base', files: { 'a.c': lines, 'notes.txt': 'none\n' } });
    h.commit({
      branch: 'local',
      parents: [base],
      message: 'ours',
      files: { 'a.c': edit('number_3;', 'number_three;') },
    });
    const upstream = [
      { 'a.c': null },
      { 'notes.txt': 'one\n' },
      { 'b.c': lines },
      { 'b.c': 'nothing of it\n' },
      { 'notes.txt': 'two\n' },
    ];
    for (const [at, files] of upstream.entries()) tips.push(h.commit({ message: `step ${at}`, files }).oid);
  });
  const workspace = await openWorkspace([await openRepository(repo.path)]);
  const base = await repo.git('merge-base', 'main', 'local');
  const request = { repository: '', ref: 'local', tip: repo.oid('local'), base: null, paths: [] };
  const stacks = { branches: [{ request, commits: [], boundary: [base] }], stands: new Map() };
  const answers = memoryAnswers();
  const found: unknown[] = [];
  for (const tip of tips) {
    const netOf = async (kept: KeptAnswers) => {
      const moves = Promise.resolve((path: string) => [path]);
      return (await readNet({ workspace, answers: kept }, readTipTree(workspace, tip), stacks, moves))[0];
    };
    const net = await netOf(answers);
    expect(net).toEqual(await netOf(NOTHING_ANSWERED));
    await answers.keep();
    found.push([net?.conflicts, net?.insertions, answers.added()]);
  }
  await workspace.close();
  expect(found).toEqual([
    // What the stack changes, the whole merge, the lines of the file, and that it is gone.
    [1, 20, 4],
    // That it is gone still.
    [1, 20, 1],
    // It went elsewhere: the whole merge.
    [0, 1, 1],
    // Nothing that has come since it was gone may be it.
    [1, 20, 1],
    [1, 20, 1],
  ]);
});
