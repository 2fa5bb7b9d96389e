// What Landfall says of the demo is what its stories tell.
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { makeDemo } from '../../src/demo/make-demo.js';
import type { PatchReport, Report } from '../../src/model/report.js';
import { PLAIN } from '../../src/report/index.js';
import { json } from '../../src/report/json.js';
import { track } from '../../src/track.js';
import { validateReport } from '../report/validate.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { EXPECTED, type Expected } from './expected.js';

const NOW = new Date('2024-10-01T00:00:00Z');

let report: Report;

beforeAll(async () => {
  const { path, remove } = await temporaryDirectory();
  const { configDir } = await makeDemo(join(path, 'demo'));
  const { projects } = await loadConfig({
    config: configDir,
    cwd: path,
    env: process.env,
    cacheDir: join(path, 'cache'),
  });
  report = await track(projects, { now: NOW, version: '0.0.0', cores: 2 });
  return remove;
});

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

test('the report is what its schema describes', () => {
  validateReport(json.report(report, PLAIN));
});
