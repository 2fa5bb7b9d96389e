// Picks in memory, held against what git's own cherry-pick makes of the same commits.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPicker } from '../../src/git/pick.js';
import { openRepository } from '../../src/git/repository.js';
import { openWorkspace } from '../../src/git/workspace.js';
import { withOddGit } from '../support/old-git.js';
import { runs } from '../support/property-tests.js';
import type { Commit, TinyRepo } from '../support/tiny-repo.js';
import { type Step, telling, told } from './stack-story.js';

interface Gone {
  readonly outcome: string;
  readonly files: readonly string[];
  readonly tree: string;
}

/** What Landfall says: git's own searches for moved files are `searches`, those beyond are settled by contents. */
async function said(repo: TinyRepo, commits: readonly Commit[], searches: number, git?: 'old'): Promise<Gone[]> {
  const opened = await openWorkspace([await openRepository(repo.path)]);
  const workspace = git ? await withOddGit(opened, git) : opened;
  try {
    const picks = commits.map(({ oid, parents }) => ({ commit: oid, parent: parents[0]?.oid ?? null }));
    const picker = await openPicker(workspace, repo.oid('main'), picks, 1, searches);
    const [picked, again] = await Promise.all([picker.pickInOrder(picks), picker.pickInOrder(picks)]);
    expect(again).toEqual(picked);
    return picked.map((pick) => ({
      outcome: !pick?.clean ? 'conflicts' : pick?.after === pick?.before ? 'empty' : 'clean',
      files: [...(pick?.conflicts ?? [])].sort(),
      tree: pick?.after ?? '',
    }));
  } finally {
    await workspace.close();
  }
}

/** What git does, skipping what conflicts. */
async function done(repo: TinyRepo, commits: readonly Commit[]): Promise<Gone[]> {
  await repo.git('checkout', '-q', '--detach', 'main');
  const found: Gone[] = [];
  for (const { oid } of commits) {
    const before = await repo.git('rev-parse', 'HEAD^{tree}');
    const went = await repo
      .git('-c', 'user.name=T', '-c', 'user.email=t@example.org', 'cherry-pick', '--keep-redundant-commits', oid)
      .then(
        () => true,
        () => false,
      );
    const unmerged = went ? '' : await repo.git('ls-files', '-u', '-z');
    const files = [
      ...new Set(
        unmerged
          .split('\0')
          .filter(Boolean)
          .map((line) => line.slice(line.indexOf('\t') + 1)),
      ),
    ].sort();
    if (!went) await repo.git('cherry-pick', '--skip');
    // A skipped pick may leave files of its own behind, and they would stand in the way of the next.
    await repo.git('clean', '-q', '-f', '-d');
    const tree = await repo.git('rev-parse', 'HEAD^{tree}');
    found.push({ outcome: went ? (tree === before ? 'empty' : 'clean') : 'conflicts', files, tree });
  }
  return found;
}

test('every pick goes as git cherry-picks it: same outcome, same files, same tree', async () => {
  await fc.assert(
    fc.asyncProperty(telling(4), telling(5), async (upstream, stack) => {
      const { repo, commits } = await told(upstream, stack);
      try {
        const real = await done(repo, commits);
        expect(await said(repo, commits, 0)).toEqual(real);
        expect(await said(repo, commits, 100)).toEqual(real);
      } finally {
        await repo.remove();
      }
    }),
    { numRuns: runs(15) },
  );
}, 600_000);

test('git 2.38, which merges one pair at a time, picks the same', async () => {
  const edit: Step = { kind: 'edit', which: 1, where: 3, word: 0 };
  const clash: Step = { ...edit, word: 1 };
  const moved: Step = { kind: 'move', which: 2, where: 3, word: 0 };
  const { repo, commits } = await told([[clash, moved]], [[edit], [{ ...edit, which: 2 }], [{ ...edit, which: 0 }]]);
  const found = await said(repo, commits, 0);
  expect(found.map(({ outcome }) => outcome)).toEqual(['conflicts', 'clean', 'clean']);
  expect(await said(repo, commits, 0, 'old')).toEqual(found);
});

test('a pick that git cannot make is told as such, and the next goes on', async () => {
  const { repo, commits } = await told(
    [[{ kind: 'edit', which: 0, where: 0, word: 0 }]],
    [[{ kind: 'move', which: 1, where: 3, word: 0 }], [{ kind: 'edit', which: 2, where: 5, word: 1 }]],
  );
  const workspace = await openWorkspace([await openRepository(repo.path)]);
  try {
    const picks = commits.map(({ oid }, place) => ({ commit: oid, parent: commits[place - 1]?.oid ?? 'f'.repeat(40) }));
    const picker = await openPicker(workspace, repo.oid('main'), picks, 1);
    const picked = await picker.pickInOrder(picks);
    expect(picked.map((pick) => pick && pick.conflicts)).toEqual([null, []]);
  } finally {
    await workspace.close();
  }
});
