// The generated history must be the same on every run, and hold what it is there for: landings in every form.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PATCHES_REF, tellHistory, UPSTREAM_REF } from '../../src/bench/history/tell-history.js';
import { packagedSettings } from '../../src/config/load.js';
import { createRepository } from '../../src/git/create-repository.js';
import { track } from '../../src/track.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const SIZE = { commits: 400, files: 120, patches: 60 };

function digest(size: typeof SIZE): string {
  const hash = createHash('sha256');
  for (const chunk of tellHistory(size)) hash.update(chunk);
  return hash.digest('hex');
}

test('equal sizes give equal bytes, other sizes do not', () => {
  expect(digest(SIZE)).toBe(digest(SIZE));
  expect(digest({ ...SIZE, patches: 59 })).not.toBe(digest(SIZE));
});

test('its patches have landed in part, in every way', async () => {
  const { path } = await temporaryDirectory();
  const repository = join(path, 'repository.git');
  await createRepository({ directory: repository, bare: true, stream: tellHistory(SIZE) });
  const project = {
    name: 'bench',
    title: 'bench',
    file: join(path, 'bench.yaml'),
    upstream: {
      url: 'https://example.org/up.git',
      repository,
      mirror: false,
      branch: UPSTREAM_REF,
      next: [],
      releases: [],
    },
    contribute: null,
    downstream: [
      { repository, branches: [PATCHES_REF], base: null, paths: [], follows: null, files: null, mirrorOf: null },
    ],
    history: null,
    annotations: [],
    submissions: [],
    gate: {},
    settings: await packagedSettings(),
  };
  const report = await track([{ project, notices: [] }], { now: new Date(0), version: '0', cores: 1 });
  const [found] = report.projects;
  expect(found?.upstream?.commits).toBeGreaterThan(SIZE.commits * 0.95);
  expect(found?.patches).toHaveLength(SIZE.patches);
  expect([...new Set(found?.patches.map((patch) => patch.status))].sort()).toEqual(
    expect.arrayContaining(['landed', 'partial', 'pending', 'reverted']),
  );
  const shapes = found?.patches.map((patch) => patch.landing?.shape ?? 'none');
  expect([...new Set(shapes)].sort()).toEqual(['none', 'one', 'split', 'squashed']);
});
