// The GDB of the demo: a toolchain vendor with one stack on each of two releases.
import type { Story } from '../story.js';
import { tellGdbDownstream } from './downstream.js';
import { tellGdbUpstream } from './upstream.js';

const CONFIG = `# The vendor's GDB: one branch a release, each a stack of patches on that release's tag.
name: gdb
title: GDB
upstream:
  url: https://sourceware.org/git/binutils-gdb.git
  repository: ../upstream/gdb.git
  branch: master
  releases: ['gdb-*-release']
contribute: { list: gdb-patches@sourceware.org }
downstream:
  - repository: ../downstream/gdb
    branches: [vendor/gdb-14]
    base: gdb-14.1-release
  - repository: ../downstream/gdb
    branches: [vendor/gdb-15]
    base: gdb-15.1-release
annotations:
  - subject: 'gdb: name the vendor toolchain in the version banner'
    status: local
    reason: our own branding
settings:
  noise:
    # autoconf writes it; nobody does by hand here.
    generated: ['**/configure']
`;

/** Tells it. */
export function tellGdb(): Story {
  const upstream = tellGdbUpstream();
  return { name: 'gdb', upstream, downstream: { gdb: tellGdbDownstream(upstream) }, config: CONFIG };
}
