// The QEMU of the demo: a fork for NetBSD that merges upstream's releases into itself.
import type { Story } from '../story.js';
import { tellQemuDownstream } from './downstream.js';
import { tellQemuUpstream } from './upstream.js';

const CONFIG = `# The NetBSD port of QEMU: one branch that has merged upstream's releases since 5.2.
name: qemu-nvmm
title: QEMU-NVMM
upstream:
  url: https://gitlab.com/qemu-project/qemu.git
  repository: ../upstream/qemu-nvmm.git
  branch: master
  next: [staging]
  releases: ['v*', '!v*-rc*']
contribute: { list: qemu-devel@nongnu.org }
downstream:
  - repository: ../downstream/qemu-nvmm
    branches: [nvmm]
`;

/** Tells it. */
export function tellQemuNvmm(): Story {
  const { upstream, checksum } = tellQemuUpstream();
  return {
    name: 'qemu-nvmm',
    upstream,
    downstream: { 'qemu-nvmm': tellQemuDownstream(upstream, checksum) },
    config: CONFIG,
  };
}
