// Our fingerprint of a diff is equal where git's patch-id is, on diffs made to be alike in most ways.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDiffs } from '../../src/git/diffs.js';
import { readPatchIds } from '../../src/git/patch-ids.js';
import { openRepository } from '../../src/git/repository.js';
import { openWorkspace } from '../../src/git/workspace.js';
import { layOut } from '../../src/match/patch-lines.js';
import { seeCommit } from '../../src/match/see-commit.js';
import { sketchDiff } from '../../src/match/sketch-diff.js';
import type { Patch } from '../../src/model/patch.js';
import { NO_FACTS } from '../../src/model/patch.js';
import { parseDiff } from '../../src/patch/parse-diff.js';
import { tinyRepo } from '../support/tiny-repo.js';

/** One change: where it stands, what is around it, what it does, how it is spaced. */
interface Drawn {
  readonly path: string;
  readonly above: number;
  readonly neighbour: string;
  readonly edit: string;
  readonly spaced: boolean;
  readonly second: boolean;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  path: fc.constantFrom('a.c', 'dir/a.c'),
  above: fc.constantFrom(0, 9),
  neighbour: fc.constantFrom('int near;', 'int close;'),
  edit: fc.constantFrom('int one;', 'int two;', ''),
  spaced: fc.boolean(),
  second: fc.boolean(),
});

function texts({ above, neighbour, edit, spaced }: Drawn): [string, string] {
  const filler = Array.from({ length: above }, (_, line) => `filler ${line};\n`).join('');
  const around = (middle: string) => `${filler}first;\nsecond;\n${neighbour}\n${middle}\n\nlast;\n`;
  return [around('int old;'), around(spaced ? `  ${edit.replace(' ', '\t ')}` : edit)];
}

test('law: equal digests exactly where patch-ids are equal', async () => {
  const changes = fc.sample(drawn, { numRuns: 60, seed: 11 });
  const oids: string[] = [];
  const repo = await tinyRepo((h) => {
    changes.forEach((change, place) => {
      const [before, after] = texts(change);
      const branch = `b${place}`;
      h.commit({ branch, parents: [], message: 'before', files: { [change.path]: before, 'z.c': 'z;\n' } });
      const files = { [change.path]: after, ...(change.second && { 'z.c': 'zz;\n' }) };
      oids.push(h.commit({ branch, message: `after ${place}`, files }).oid);
    });
  });
  const workspace = await openWorkspace([await openRepository(repo.path)]);
  const digests = new Map<string, string>();
  const lines = new Map<string, string>();
  await readDiffs(workspace, oids, { processes: 2, mostBytes: 1e9, renames: false }, (oid, diff) => {
    const files = parseDiff(diff ?? Buffer.alloc(0));
    const { digest } = layOut({ ...PATCH, files }, () => false);
    digests.set(oid, digest.diff);
    lines.set(oid, digest.lines);
    const scanned = seeCommit(
      sketchDiff(diff ?? Buffer.alloc(0)),
      () => true,
      () => 1,
      () => false,
    );
    expect(scanned.digest).toEqual(digest);
  });
  const ids = await readPatchIds(workspace, oids, 2);
  await workspace.close();
  expect(new Set(ids.values()).size).toBeGreaterThan(10);
  for (const one of oids) {
    for (const other of oids) {
      expect(digests.get(one) === digests.get(other)).toBe(ids.get(one) === ids.get(other));
      if (ids.get(one) === ids.get(other)) expect(lines.get(one)).toBe(lines.get(other));
    }
  }
});

const PATCH: Patch = {
  id: 'p',
  origin: { kind: 'commit', oid: 'p' },
  commit: 'p',
  parent: null,
  atBase: null,
  branches: [],
  subject: '',
  message: '',
  author: { name: '', email: '' },
  authorDate: 0,
  commitDate: 0,
  files: [],
  facts: NO_FACTS,
  patchId: null,
  unreadable: false,
};
