// Sample reports that look like real life: every status, many branches, a project without data, an empty one.
import type { PatchReport, ProjectReport, Report } from '../../src/model/report.js';
import { commit, landing, oid, patch, project, report } from './fixtures.js';

/** A report of four projects. */
export function sampleReport(): Report {
  return report([gdb(), nvmm(), jemalloc(), syzkaller()]);
}

/** The project that shows every status. */
export function gdb(): ProjectReport {
  const patches = [...landedPatches(), ...unsettledPatches(), ...openPatches()];
  return project('gdb', patches, {
    title: 'GDB',
    notices: [
      {
        code: 'upstream.missing-objects',
        severity: 'warning',
        message: '12 upstream commits could not be read: the mirror is a partial clone',
        hint: "Run 'landfall sync gdb' to fetch what is missing.",
      },
      {
        code: 'downstream.missing-path',
        severity: 'error',
        message: 'The repository /home/simark/src/binutils-gdb is not there',
        hint: 'Correct downstream[1].repository in config/gdb.yaml, or remove the entry.',
      },
    ],
  });
}

function landedPatches(): readonly PatchReport[] {
  const ranges = commit('gdb/symtab: use std::vector for block ranges', { release: 'gdb-13.1-release' });
  const first = commit('gdb: split inferior_thread lookup', { release: 'gdb-14.1-release', coverage: 0.6 });
  const second = commit('gdb: use scoped_restore in thread iteration', { release: 'gdb-14.1-release', coverage: 0.4 });
  const bundled = commit('gdbserver: rework the regcache interface', { coverage: 1 });
  const because = (rung: PatchReport['evidence'][number]['rung'], says: string, bits: number | null = null) => [
    { rung, speaks: 'for' as const, commit: ranges.oid, says, bits },
  ];
  const atRelease = { kind: 'drop-at-release' as const, release: 'gdb-14.1-release', says: 'Drop it with gdb 14.1.' };
  return [
    patch('gdb/symtab: use std::vector for block ranges', {
      status: 'landed',
      landing: landing([ranges], { inBase: true }),
      evidence: because('patch-id', 'the same stable patch-id', 128.4),
      action: { kind: 'drop-now', release: null, says: 'Drop it: your base has it.' },
    }),
    patch('Add new-ui console command tests for background execution of inferiors', {
      status: 'absorbed',
      evidence: because('tip', '41 of 42 distinctive added lines are at the tip', 210.2),
    }),
    patch('Regenerate configure', { status: 'noise', noise: 'generated', confidence: 1 }),
    patch('Sync ChangeLog entries after rebase', { status: 'noise', noise: 'changelog', confidence: 1 }),
    patch('gdb: make inferior_thread lookup safe during thread exit', {
      status: 'landed',
      landing: landing([first, second], { form: 'modified', shape: 'split' }),
      declared: declaredPending(),
      findings: [{ code: 'declared.pending-but-landed', says: 'declared Pending, but it landed in 2 commits' }],
      evidence: because('cover', 'two commits cover 97% of the lines', 310),
      coverage: 0.97,
      action: atRelease,
    }),
    patch('gdbserver: pass regcache by reference', {
      status: 'landed',
      landing: landing([bundled], { form: 'rebased', shape: 'squashed' }),
      evidence: because('compare', 'all 5 hunks are in a bigger commit', 88),
      action: { kind: 'drop-at-release', release: null, says: 'Drop it when a release holds it.' },
    }),
  ];
}

function unsettledPatches(): readonly PatchReport[] {
  const half = commit('gdb/dwarf: read the abbrev table lazily', { release: 'gdb-14.1-release', coverage: 0.7 });
  const look = (says: string) => ({ kind: 'look' as const, release: null, says });
  return [
    patch('gdb/dwarf: read abbrevs lazily and cache the section offsets', {
      status: 'partial',
      landing: landing([half], { form: 'modified' }),
      size: { hunks: 5, insertions: 61, deletions: 20, files: 3 },
      remaining: { hunks: 2, insertions: 14, deletions: 3, files: 1 },
      uncovered: [
        { path: 'gdb/dwarf2/read.c', line: 1204, section: 'dwarf2_read_abbrevs (struct dwarf2_cu *cu)' },
        { path: 'gdb/dwarf2/read.c', line: 1310, section: '' },
      ],
      coverage: 0.7,
      evidence: [{ rung: 'cover', speaks: 'for', commit: half.oid, says: '3 of 5 hunks are upstream', bits: 140.5 }],
      action: look('Carry the two hunks that are left.'),
    }),
    patch('gdb: default to async record targets', {
      status: 'reverted',
      landing: landing([commit('gdb: default to async record targets', { release: 'gdb-12.1-release' })]),
      evidence: [
        { rung: 'patch-id', speaks: 'for', commit: oid('landed'), says: 'the same stable patch-id', bits: 90 },
        {
          rung: 'revert',
          speaks: 'for',
          commit: oid('revert'),
          says: `${oid('revert').slice(0, 12)} takes it back (it says so)`,
          bits: null,
        },
      ],
      action: look('Find out why it was taken out.'),
    }),
    patch('多言語のコメントを修正する 🚀 fix multi-language comments in the string table reader', {
      status: 'ambiguous',
      coverage: 0.55,
      candidates: [
        {
          oid: oid('candidate'),
          subject: 'gdb: string table cleanup',
          date: '2022-01-02T00:00:00Z',
          containment: 0.55,
          similarity: 0.31,
          bits: 24.1,
          says: 'has about half of the lines, by another author',
        },
      ],
      action: look('Compare it with the candidate.'),
    }),
    patch('gdb/remote: own retry loop for vFile packets', {
      status: 'superseded',
      evidence: [
        {
          rung: 'superseded',
          speaks: 'for',
          commit: oid('solved'),
          says: 'all 18 removed lines are gone upstream',
          bits: 66,
        },
      ],
      action: look('Confirm that upstream solved it.'),
    }),
  ];
}

function openPatches(): readonly PatchReport[] {
  const pending = Array.from({ length: 13 }, (_, at) =>
    patch(`gdb: topic ${at + 1}, a change that nobody has sent yet`, {
      author: { name: at % 3 === 0 ? 'Grace Sample' : 'Ada Example', email: 'someone@example.org' },
    }),
  );
  return [
    ...pending,
    patch('gdb: queued fix for the Python unwinder', {
      status: 'queued',
      landing: landing([commit('gdb: queued fix for the Python unwinder')]),
      evidence: [
        { rung: 'patch-id', speaks: 'for', commit: oid('q'), says: 'the same stable patch-id, in next', bits: 70 },
      ],
    }),
    patch('gdb: submitted: reject negative ranges', {
      status: 'submitted',
      declared: { ...declaredPending(), status: 'submitted', text: 'Upstream-Status: Submitted [gdb-patches]' },
    }),
    patch('Our own build number in the banner', {
      status: 'local',
      declared: {
        ...declaredPending(),
        status: 'local',
        text: 'Upstream-Status: Inappropriate [our build]',
        reason: 'our build',
      },
      findings: [],
    }),
    patch('gdb: work around a kernel bug', {
      status: 'rejected',
      declared: {
        ...declaredPending(),
        status: 'rejected',
        text: 'Upstream-Status: Denied',
        reason: 'fix the kernel instead',
      },
    }),
  ];
}

function declaredPending() {
  return {
    status: 'pending' as const,
    by: 'trailer' as const,
    text: 'Upstream-Status: Pending',
    commit: null,
    url: null,
    reason: null,
    hold: false,
  };
}

function nvmm(): ProjectReport {
  const patches = Array.from({ length: 4 }, (_, at) =>
    patch(`nvmm: step ${at + 1}`, {
      status: 'landed',
      landing: landing([commit(`target/i386: nvmm step ${at + 1}`, { release: 'v6.1.0' })], { form: 'modified' }),
      action: {
        kind: 'drop-at-release',
        release: `v${at < 2 ? '6.1.0' : '10.0.0'}`,
        says: 'Drop it at the next import.',
      },
    }),
  );
  const base = project('qemu-nvmm', patches, { title: 'QEMU with NVMM' });
  const branches = Array.from({ length: 214 }, (_, at) => ({
    repository: '/srv/qemu',
    kind: 'branch' as const,
    branch: `refs/heads/topic/${at + 1}`,
    tip: oid(`topic ${at}`),
    base: oid('base'),
    patches: (at * 7) % 13,
    merges: at % 5,
    net: at % 9 === 0 ? null : { files: 2, insertions: 20 + at, deletions: at, conflicts: at % 4 },
  }));
  return { ...base, downstream: branches };
}

function jemalloc(): ProjectReport {
  return project('jemalloc', [], {
    state: 'no-data',
    upstream: null,
    downstream: [],
    notices: [
      {
        code: 'upstream.missing',
        severity: 'error',
        message: 'There is no upstream mirror yet',
        hint: "Run 'landfall sync jemalloc'.",
      },
    ],
  });
}

function syzkaller(): ProjectReport {
  return project('syzkaller', []);
}
