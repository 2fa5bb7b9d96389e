// Picks in memory, held against what git's own cherry-pick makes of the same commits.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPicker } from '../../src/git/pick.js';
import { openRepository } from '../../src/git/repository.js';
import { openWorkspace } from '../../src/git/workspace.js';
import { withOddGit } from '../support/old-git.js';
import { runs } from '../support/property-tests.js';
import { type Commit, type History, type TinyRepo, tinyRepo } from '../support/tiny-repo.js';

interface File {
  readonly lines: readonly string[];
  readonly mode: '100644' | '100755';
}
type Files = ReadonlyMap<string, File>;

const FOLDERS = ['', 'src/', 'src/net/', 'lib/'];
const fileOf = (place: number, lines = 12): File => ({
  lines: Array.from({ length: lines }, (_, line) => `part ${place} of the story, line ${line}`),
  mode: '100644',
});
const BEGINNING: Files = new Map(
  ['README', 'src/a.c', 'src/b.c', 'src/net/c.c', 'src/net/d.c', 'lib/e.c'].map((path, place) => [path, fileOf(place)]),
);

/** One change, told by numbers so that a failing case shrinks to a short one. */
interface Step {
  readonly kind: (typeof KINDS)[number];
  readonly which: number;
  readonly where: number;
  readonly word: number;
}
const KINDS = [
  'edit',
  'edit',
  'edit',
  'grow',
  'cut',
  'add',
  'copy',
  'delete',
  'move',
  'mode',
  'rewrite',
  'folder',
] as const;
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  which: fc.nat(7),
  where: fc.nat(11),
  word: fc.nat(2),
});
/** Up to three steps make a commit. */
const telling = (most: number) =>
  fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: most });

function changed(files: Files, { kind, which, where, word }: Step): Files {
  const next = new Map(files);
  const path = [...files.keys()][which % files.size] ?? '';
  const file = files.get(path);
  const elsewhere = `${FOLDERS[where % FOLDERS.length]}${'xyz'[word]}.c`;
  if (!file || kind === 'add') return next.set(elsewhere, fileOf(100 + word));
  const at = where % (file.lines.length + 1);
  const lines = (from: number, ...put: string[]) => file.lines.toSpliced(at, from, ...put);
  if (kind === 'edit') next.set(path, { ...file, lines: lines(1, `edited as ${word}`) });
  if (kind === 'grow') next.set(path, { ...file, lines: lines(0, `new here: ${word}`, `and more: ${word}`) });
  if (kind === 'cut') next.set(path, { ...file, lines: lines(3) });
  if (kind === 'copy') next.set(elsewhere, { ...file, lines: lines(1) });
  if (kind === 'mode') next.set(path, { ...file, mode: '100755' });
  if (kind === 'rewrite') next.set(path, fileOf(200 + word, 4 + where));
  if (kind === 'delete' || kind === 'move') next.delete(path);
  if (kind === 'move') next.set(elsewhere, { ...file, lines: lines(word) });
  if (kind === 'folder')
    for (const each of files.keys()) move(next, each, FOLDERS[which % FOLDERS.length] ?? '', `moved${word}/`);
  return next;
}

function move(files: Map<string, File>, path: string, from: string, to: string): void {
  const file = files.get(path);
  if (!file || !path.startsWith(from) || from === '') return;
  files.delete(path);
  files.set(to + path.slice(from.length), file);
}

function tell(h: History, branch: string, steps: readonly (readonly Step[])[]): Commit[] {
  let files: Files = BEGINNING;
  return steps.flatMap((each, place) => {
    const next = each.reduce(changed, files);
    const paths = [...new Set([...files.keys(), ...next.keys()])].filter((path) => files.get(path) !== next.get(path));
    const changes = paths.map((path) => [path, written(next.get(path))] as const);
    const differs = paths.some((path) => JSON.stringify(files.get(path)) !== JSON.stringify(next.get(path)));
    files = next;
    return differs ? [h.commit({ branch, message: `${branch} ${place}`, files: changes })] : [];
  });
}

function written(file: File | undefined) {
  return file ? { content: file.lines.map((line) => `${line}\n`).join(''), mode: file.mode } : null;
}

async function told(upstream: readonly (readonly Step[])[], stack: readonly (readonly Step[])[]) {
  let commits: Commit[] = [];
  const repo = await tinyRepo(
    (h) => {
      const base = h.commit({
        message: 'base',
        files: [...BEGINNING].map(([path, file]) => [path, written(file)] as const),
      });
      h.point('local', base);
      tell(h, 'main', upstream);
      commits = tell(h, 'local', stack);
    },
    { bare: false },
  );
  return { repo, commits };
}

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
