// Patches applied to a tip file by file, held against git's merges of whole trees; and what of it is asked anew on another tip.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContents } from '../../src/downstream/branch.js';
import { applyPatches } from '../../src/gather/apply-patches.js';
import { readTipTree } from '../../src/gather/tip-tree.js';
import type { CommitRecord } from '../../src/git/commits.js';
import { openRepository } from '../../src/git/repository.js';
import { openWorkspace } from '../../src/git/workspace.js';
import { type KeptAnswers, NOTHING_ANSWERED } from '../../src/model/answers.js';
import { telling, told } from '../git/stack-story.js';
import { kinshipOf } from '../../src/search/kinship.js';
import { projectOf } from '../scenarios/judge.js';
import { runs } from '../support/property-tests.js';
import { type Changes, type Commit, type TinyRepo, tinyRepo } from '../support/tiny-repo.js';
import { netOn } from './net-on.js';
import { memoryAnswers } from './run.js';

type Renames = readonly (readonly [string, string])[];

/** What comes of each patch on a tip: lines in order, as those of whole trees are those of all files one after the other. */
async function applied(
  repo: TinyRepo,
  commits: readonly Commit[],
  tip: string,
  answers: KeptAnswers,
  how: 'by file' | 'as wholes',
  renames: Renames = [],
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
    const kinship = kinshipOf({ paths: [], renames });
    const context = { ...reading, stack, kinship } as unknown as Parameters<typeof applyPatches>[0];
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

test('a patch that moves a file changes the tip, though what it makes of the lines is there already', async () => {
  const lines = Array.from({ length: 12 }, (_, at) => `int number_${at};\n`);
  const edited = lines.with(5, 'int number_five;\n').join('');
  const commits: Commit[] = [];
  const repo = await tinyRepo((h) => {
    const base = h.commit({ message: 'base', files: { 'a.c': lines.join(''), 'b.c': 'int b;\n' } });
    h.point('local', base);
    h.commit({ branch: 'main', message: 'five', files: { 'a.c': edited } });
    const files = { 'a.c': null, 'c.c': edited };
    commits.push(h.commit({ branch: 'local', message: 'five, elsewhere', files }));
  });
  const [moved] = await applied(repo, commits, repo.oid('main'), NOTHING_ANSWERED, 'by file');
  expect(moved).toEqual({ outcome: 'changes', lines: [] });
  expect([moved]).toEqual(await applied(repo, commits, repo.oid('main'), NOTHING_ANSWERED, 'as wholes'));
  await repo.remove();
});

const text = (name: string, lines = 12) => Array.from({ length: lines }, (_, at) => `int ${name}_${at};\n`).join('');
const FIXED = text('number').replace('number_5', 'number_five');

interface Story {
  readonly base: Changes;
  readonly upstream: readonly Changes[];
  readonly local: Changes;
  /** What is known of moves, the stack's own among them. */
  readonly renames: Renames;
  readonly paths?: readonly string[];
}

/** Told so that the patch is easily taken for one that the tip has. */
const STORIES: readonly (readonly [string, Story])[] = [
  [
    'a copy of a file that another branch moves to that name',
    {
      base: { 'a.c': text('number'), 'z.c': 'int z;\n' },
      upstream: [{ 'z.c': 'long z;\n' }],
      local: { 'b.c': text('number') },
      renames: [['a.c', 'b.c']],
    },
  ],
  [
    'another file of a name that upstream had for one of the base, and has no more',
    {
      base: { 'a.c': text('number'), 'z.c': 'int z;\n' },
      upstream: [
        { 'a.c': null, 'b.c': text('number') },
        { 'b.c': null, 'c.c': text('number') },
      ],
      local: { 'b.c': text('number') },
      renames: [
        ['a.c', 'b.c'],
        ['b.c', 'c.c'],
      ],
    },
  ],
  [
    'a file is taken away that upstream has moved',
    {
      base: { 'a.c': text('number'), 'z.c': 'int z;\n' },
      upstream: [{ 'a.c': null, 'b.c': text('number') }],
      local: { 'a.c': null },
      renames: [['a.c', 'b.c']],
    },
  ],
  [
    'a file that upstream has taken away goes into a folder that upstream has moved',
    {
      base: { 'src/a.c': text('number'), 'src/b.c': text('letter'), 'src/net/c.c': text('word') },
      upstream: [
        { 'src/a.c': null },
        {
          'src/b.c': null,
          'src/net/c.c': null,
          'moved/b.c': text('letter'),
          'moved/net/c.c': text('word'),
        },
      ],
      local: { 'src/a.c': null, 'src/net/x.c': text('number') },
      renames: [
        ['src/b.c', 'moved/b.c'],
        ['src/net/c.c', 'moved/net/c.c'],
      ],
      paths: ['src/net'],
    },
  ],
  [
    'a new file in a folder of which upstream has made a file',
    {
      base: { 'z.c': 'int z;\n' },
      upstream: [{ lib: 'no folder\n' }],
      local: { 'lib/a.c': text('number') },
      renames: [],
    },
  ],
  [
    'a submodule that both sides have moved on',
    {
      base: { 'z.c': 'int z;\n', module: { submodule: '1'.repeat(40) } },
      upstream: [{ module: { submodule: '2'.repeat(40) } }],
      local: { 'z.c': 'long z;\n', module: { submodule: '3'.repeat(40) } },
      renames: [],
    },
  ],
  [
    'a link that both sides have led elsewhere',
    {
      base: { 'z.c': 'int z;\n', current: { symlink: 'releases/1' } },
      upstream: [{ current: { symlink: 'releases/2' } }],
      local: { 'z.c': 'long z;\n', current: { symlink: 'releases/3' } },
      renames: [],
    },
  ],
];

test.each(STORIES)('%s: told by file it is what git makes of whole trees', async (_, story) => {
  const [repo, commits] = await toldOf(story);
  const main = repo.oid('main');
  const whole = await applied(repo, commits, main, NOTHING_ANSWERED, 'as wholes');
  expect(await applied(repo, commits, main, NOTHING_ANSWERED, 'by file', story.renames)).toEqual(whole);
  const base = await repo.git('merge-base', 'main', 'local');
  const moves = kinshipOf({ paths: [], renames: story.renames }).paths;
  const { paths = [] } = story;
  const net = await netOn(repo, main, { paths, known: base, answers: NOTHING_ANSWERED });
  expect(await netOn(repo, main, { paths, answers: NOTHING_ANSWERED, moves })).toEqual(net);
  await repo.remove();
});

test('of two files that came from one place the one that ends alike proves nothing of the other', async () => {
  const another = `${text('other', 3)}${FIXED}`;
  const renames: Renames = [
    ['lib/a.c', 'core/b.c'],
    ['lib/a.c', 'old/lib/a.c'],
  ];
  const [repo, commits] = await toldOf({
    base: { 'lib/a.c': text('number'), 'z.c': 'int z;\n' },
    upstream: [
      { 'lib/a.c': null, 'core/b.c': text('number') },
      { 'lib/a.c': another },
      { 'lib/a.c': null, 'old/lib/a.c': another },
    ],
    local: { 'lib/a.c': FIXED },
    renames,
  });
  const [found] = await applied(repo, commits, repo.oid('main'), NOTHING_ANSWERED, 'by file', renames);
  expect(found).toMatchObject({ outcome: 'changes' });
  await repo.remove();
});

async function toldOf({ base, upstream, local }: Story): Promise<[TinyRepo, Commit[]]> {
  const commits: Commit[] = [];
  const repo = await tinyRepo((h) => {
    h.point('local', h.commit({ message: 'base', files: base }));
    for (const files of upstream) h.commit({ branch: 'main', message: 'upstream', files });
    commits.push(h.commit({ branch: 'local', message: 'local', files: local }));
  });
  return [repo, commits];
}
