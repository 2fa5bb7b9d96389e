// An opened project made of nothing, and a report of it, for tests of what is kept between runs.
import type { OpenedProject } from '../../src/gather/open-project.js';
import type { Repository } from '../../src/git/repository.js';
import { packagedSettings } from '../../src/config/load.js';
import { EMPTY_DELTA } from '../../src/delta/account.js';
import type { ProjectReport } from '../../src/model/report.js';

export const TODAY = new Date('2026-01-02T03:04:05Z');

const REPOSITORY: Repository = {
  path: '/src/up',
  gitDir: '/src/up/.git',
  objectsDir: '/src/up/.git/objects',
  hash: 'sha1',
  bare: false,
  shallow: [],
  partial: false,
  mirrorOf: null,
};

const oid = (digit: string) => digit.repeat(40);

/** One upstream with a next ref and a tag, one downstream branch. */
export async function openedProject(): Promise<OpenedProject & { upstream: NonNullable<OpenedProject['upstream']> }> {
  const request = {
    repository: '/src/down',
    ref: 'refs/heads/x',
    tip: oid('d'),
    base: null,
    paths: [],
    follows: null,
    files: null,
  };
  return {
    project: {
      name: 'demo',
      title: 'Demo',
      file: '/etc/landfall/demo.yaml',
      upstream: {
        url: 'https://example.org/up.git',
        repository: '/src/up',
        mirror: false,
        branch: 'main',
        next: ['next'],
        releases: ['v*'],
      },
      contribute: null,
      downstream: [
        { repository: '/src/down', branches: ['x'], base: null, paths: [], follows: null, files: null, mirrorOf: null },
      ],
      history: null,
      annotations: [],
      submissions: [],
      gate: {},
      settings: await packagedSettings(),
    },
    upstream: {
      repository: REPOSITORY,
      tip: oid('a'),
      aside: [],
      next: [{ ref: 'refs/heads/next', oid: oid('b') }],
      tags: [{ name: 'refs/tags/v1', oid: oid('c'), commit: oid('c'), date: 1 }],
      notices: [],
    },
    downstream: {
      repositories: [{ ...REPOSITORY, path: '/src/down', objectsDir: '/src/down/.git/objects' }],
      sets: [],
      requests: [request],
      notices: [],
    },
    notices: [],
  };
}

/** A report with these notices. */
export function projectReport(notices: ProjectReport['notices'] = []): ProjectReport {
  return {
    name: 'demo',
    title: 'Demo',
    state: 'tracked',
    upstream: null,
    downstream: [],
    delta: EMPTY_DELTA,
    patches: [],
    notices,
  };
}
