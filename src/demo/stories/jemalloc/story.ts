// The jemalloc of the demo: a service's stack on a release that is years old, and a package of the same release.
import type { Story } from '../story.js';
import { tellJemallocDownstream } from './downstream.js';
import { PACKAGES, tellJemallocPackage } from './package.js';
import { tellJemallocUpstream } from './upstream.js';

const CONFIG = `# A service's build of jemalloc, patches on 5.2.1 in branches named local/..., and NetBSD's package, patches in files.
name: jemalloc
title: jemalloc
upstream:
  url: https://github.com/jemalloc/jemalloc.git
  repository: ../upstream/jemalloc.git
  branch: dev
  next: [next]
  releases: ['5.*']
contribute: { pull-request: https://github.com/jemalloc/jemalloc/pulls }
downstream:
  - repository: ../downstream/jemalloc
    branches: ['local/*']
  - kind: pkgsrc
    repository: ../downstream/packages
    ref: ${PACKAGES.branch}
    path: ${PACKAGES.folder}
annotations:
  - subject: 'build: install beside the library of the system'
    status: local
    reason: only our hosts need it
  - subject: 'bitmap: skip empty words four at a time'
    status: submitted
    upstream: https://github.com/jemalloc/jemalloc/pull/99999
`;

/** Tells it. */
export function tellJemalloc(): Story {
  const { upstream, bitmap } = tellJemallocUpstream();
  const downstream = { jemalloc: tellJemallocDownstream(upstream, bitmap), packages: tellJemallocPackage(upstream) };
  return { name: 'jemalloc', upstream, downstream, config: CONFIG };
}
