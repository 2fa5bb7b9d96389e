// What each patch of the demo is, true by the way its story is told: what a right verdict says.
import type { Form, NoiseReason, Shape, Status } from '../../src/model/status.js';

export interface Expected {
  readonly status: Status;
  readonly form?: Form;
  readonly shape?: Shape;
  readonly noise?: NoiseReason;
  /** First release that holds the landing; null where none does yet. */
  readonly release?: string | null;
  /** The downstream's own history holds the landing. */
  readonly inBase?: boolean;
  /** What the findings must speak of. */
  readonly finding?: 'declared pending, landed' | 'cites an unknown commit' | 'names a report';
}

/** By project, branch (short name) and subject. */
export const EXPECTED: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Expected>>>>>> = {
  gdb: {
    'vendor/gdb-14': {
      'gdb/nat: do not leak the map file on an unknown row': landed('identical', 'one', 'gdb-15.1-release'),
      'common: join_file_names should not double slashes': landed('rebased', 'one', 'gdb-15.1-release'),
      'gdb/ChangeLog: entries for the vendor patches': { status: 'noise', noise: 'changelog' },
      'gdb, gdbserver: bound what the other side may send': {
        ...landed('rebased', 'split', 'gdb-15.1-release'),
        finding: 'declared pending, landed',
      },
      'gdb: regenerate configure with the autoconf of our build image': { status: 'noise', noise: 'generated' },
      'gdb: split wide hardware watchpoints over several registers': { status: 'submitted' },
      'gdb: name the vendor toolchain in the version banner': { status: 'local' },
      'gdb/dwarf2: find line rows by bisection': { status: 'reverted' },
      'gdb/tui: steady gutter, and marks that survive a resize': { status: 'partial', release: 'gdb-16.1-release' },
      'gdb/python: gdb.Span can join spans that overlap': { status: 'ambiguous' },
      'gdb/nat: remember the memory map between two stops': { status: 'pending' },
    },
    'vendor/gdb-15': {
      'gdb: split wide hardware watchpoints over several registers': { status: 'submitted' },
      'gdb: name the vendor toolchain in the version banner': { status: 'local' },
      'gdb/tui: steady gutter, and marks that survive a resize': { status: 'partial', release: 'gdb-16.1-release' },
      'gdb/python: gdb.Span can join spans that overlap': { status: 'ambiguous' },
      'gdb/nat: remember the memory map between two stops': { status: 'pending' },
      'gdb/remote: retry a chunk whose checksum is wrong': { status: 'pending', finding: 'cites an unknown commit' },
    },
  },
  'qemu-nvmm': {
    nvmm: {
      "i386: accelerator for NetBSD's virtual machine monitor": merged('rebased', 'squashed', 'v6.1.0'),
      'i386/nvmm: inject pending interrupts before a run': merged('rebased', 'squashed', 'v6.1.0'),
      'build, accel: offer nvmm where libnvmm is found': merged('rebased', 'split', 'v6.1.0'),
      'ui: take the keymap from wscons on NetBSD': { status: 'local' },
      'net: fold the carry of odd-sized packets': merged('identical', 'one', 'v6.0.0'),
      'ui/keymap-table: align the columns': { status: 'noise', noise: 'whitespace' },
      'usb-hub: drop a suspended port before it is detached': merged('identical', 'one', 'v6.1.0'),
      'block/posix-io: a signal is no I/O error': { status: 'superseded' },
      'ci: run the NetBSD builder again': { status: 'noise', noise: 'empty' },
      'startup: raise the file limit to its maximum': { status: 'rejected' },
      'hw/net/tulipnet: the receive ring never wrapped': landed('rebased', 'one', 'v7.0.0'),
      'nvmm: log dirty pages, so that guests can migrate': { status: 'pending' },
      'hw/net/tulipnet: honour the perfect address filter': { status: 'queued' },
    },
  },
  jemalloc: {
    'local/stable': {
      'stats: print every option with a word about it': { status: 'absorbed' },
      'ChangeLog: what the service build adds': { status: 'noise', noise: 'changelog' },
      'build: install beside the library of the system': { status: 'local' },
      'Do not walk past the last word of a bitmap': landed('identical', 'one', '5.3.0'),
      'decay: survive a clock that is set back': landed('rebased', 'one', '5.3.0'),
      'arena: prefer arenas of the NUMA node the thread runs on': landed('modified', 'one', '5.3.0'),
      'prof: never take the logarithm of zero': landed('rebased', 'squashed', '5.3.0'),
      'prof: record which thread made an allocation': landed('rebased', 'squashed', '5.3.0'),
      'decay: purge at once when the cgroup is short of memory': { status: 'pending' },
      'bitmap: skip empty words four at a time': { status: 'submitted' },
      'ctl: readers must not see half of a snapshot': landed('identical', 'one', null),
      'huge_heap: among equals take the oldest slab': { status: 'queued' },
    },
  },
};

/** The same of the package: by file. */
export const EXPECTED_FILES: Readonly<Record<string, Expected>> = {
  'patch-INSTALL.md': { status: 'noise', noise: 'empty' },
  'patch-Makefile.am': { status: 'local' },
  'patch-src_conf__check.c': landed('identical', 'one', null),
  'patch-src_ctl__leaf.c': { status: 'pending', finding: 'names a report' },
  'patch-src_stats__emit.c': landed('identical', 'one', '5.3.1'),
};

function landed(form: Form, shape: Shape, release: string | null): Expected {
  return { status: 'landed', form, shape, release, inBase: false };
}

function merged(form: Form, shape: Shape, release: string): Expected {
  return { status: 'landed', form, shape, release, inBase: true };
}
