// What Landfall says of the demo is what its stories tell.
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { makeDemo } from '../../src/demo/make-demo.js';
import type { PatchReport, Report } from '../../src/model/report.js';
import { PLAIN } from '../../src/report/index.js';
import { json } from '../../src/report/json.js';
import { replay } from '../../src/replay.js';
import { type Tracked, track } from '../../src/track.js';
import { trendOf } from '../../src/trend/trend-of.js';
import { validateReport } from '../report/validate.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { EXPECTED, EXPECTED_FILES, type Expected } from './expected.js';

const NOW = new Date('2024-10-01T00:00:00Z');

let report: Report;
let place = '';

beforeAll(async () => {
  const { path, remove } = await temporaryDirectory();
  place = path;
  await makeDemo(join(path, 'demo'));
  report = await track(await loadDemo(), { now: NOW, version: '0.0.0', cores: 2 });
  return remove;
});

async function loadDemo(): Promise<readonly Tracked[]> {
  const where = { config: join(place, 'demo', 'config'), cwd: place, env: process.env, cacheDir: join(place, 'cache') };
  return (await loadConfig(where)).projects;
}

function patchesOf(project: string, branch: string): readonly PatchReport[] {
  const patches = report.projects.find(({ name }) => name === project)?.patches ?? [];
  return patches.filter(({ branches }) => branches.includes(`refs/heads/${branch}`));
}

/** What a report says, of those things that are expected of it. */
function told({ status, landing, noise, findings }: PatchReport, expected: Expected): Expected {
  return {
    status,
    ...('form' in expected && landing && { form: landing.form }),
    ...('shape' in expected && landing && { shape: landing.shape }),
    ...('noise' in expected && noise && { noise }),
    ...('release' in expected && landing && { release: landing.release }),
    ...('inBase' in expected && landing && { inBase: landing.inBase }),
    ...('finding' in expected && findingIn(findings)),
  };
}

function findingIn(findings: PatchReport['findings']): Pick<Expected, 'finding'> {
  for (const { code, says } of findings) {
    if (code === 'reported') return { finding: 'names a report' };
    if (code === 'citation-unknown') return { finding: 'cites an unknown commit' };
    if (code === 'declared-differs' && /declared pending .*but landed/.test(says))
      return { finding: 'declared pending, landed' };
  }
  return {};
}

const rows = Object.entries(EXPECTED).flatMap(([project, branches]) =>
  Object.entries(branches).map(([branch, patches]) => ({ project, branch, patches })),
);

describe.each(rows)('$project, $branch', ({ project, branch, patches }) => {
  test('holds the patches that were told, and no others', () => {
    const subjects = patchesOf(project, branch).map(({ subject }) => subject);
    expect(subjects).toEqual(expect.arrayContaining(Object.keys(patches)));
    expect(subjects).toHaveLength(Object.keys(patches).length);
  });

  test.each(Object.entries(patches))('%s', (subject, expected) => {
    const patch = patchesOf(project, branch).find((candidate) => candidate.subject === subject);
    expect(patch && told(patch, expected)).toEqual(expected);
  });
});

test('the patches of the package, by their files', () => {
  const patches = report.projects.find(({ name }) => name === 'jemalloc')?.patches ?? [];
  const files = patches.flatMap((patch) => {
    if (patch.origin.kind !== 'file') return [];
    const name = patch.origin.path.replace(/^.*\//, '');
    return [[name, told(patch, EXPECTED_FILES[name] ?? { status: 'pending' })]];
  });
  expect(Object.fromEntries(files)).toEqual(EXPECTED_FILES);
});

test('what became of what the package dropped', async () => {
  const tracked = (await loadDemo()).find(({ project }) => project.name === 'jemalloc');
  if (!tracked) throw new Error('the demo has a jemalloc');
  const options = { now: NOW, version: '0.0.0', cores: 2, since: new Date(0), upstreamAsOf: 'commit-date' } as const;
  const { points } = await replay(tracked, options);
  const { steps } = trendOf(points, { project: 'jemalloc', upstreamAsOf: 'commit-date', since: null, days: 90 });
  const dropped = steps.flatMap((step) => step.dropped.map(({ subject, fate }) => [subject.split(':')[0], fate]));
  expect(Object.fromEntries(dropped)).toEqual({
    'patch-src_huge__heap.c': 'after-landing',
    'patch-src_arena__pick.c': 'lost',
    'patch-src_prof__sample.c': 'before-landing',
  });
});

test('the report is what its schema describes', () => {
  validateReport(json.report(report, PLAIN));
});
