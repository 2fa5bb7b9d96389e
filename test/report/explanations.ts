// Sample explanations: a landing with edits, a rival that is not it, and a patch of which nothing was found.
import type { ComparedLine, Comparison, Explanation, LineMatch } from '../../src/model/explanation.js';
import { commit, landing, oid, patch } from './fixtures.js';

/** A patch that landed modified, with a rival candidate. */
export function landedExplanation(): Explanation {
  const upstream = commit('target/i386: nvmm: map guest memory without write and execute', {
    release: 'v6.2.0',
    coverage: 0.93,
  });
  return {
    project: 'qemu-nvmm',
    upstream: 'https://gitlab.com/qemu-project/qemu.git',
    patch: patch('nvmm: split the RWX protection of guest mappings', {
      status: 'landed',
      landing: landing([upstream], { form: 'modified' }),
      action: { kind: 'drop-at-release', release: 'v6.2.0', says: 'Drop it when you import v6.2.0.' },
      coverage: 0.93,
      confidence: 0.97,
      declared: {
        status: 'pending',
        by: 'trailer',
        text: 'Upstream-Status: Pending',
        commit: null,
        url: 'https://mail.example.org/qemu-devel/42',
        reason: null,
        hold: false,
      },
      findings: [
        { code: 'declared.pending-but-landed', says: `declared Pending, landed as ${upstream.oid.slice(0, 12)}` },
      ],
      evidence: [
        { rung: 'tip', speaks: 'for', commit: null, says: '18 of 19 distinctive added lines are at the tip', bits: 92 },
        { rung: 'patch-id', speaks: 'against', commit: upstream.oid, says: 'another patch-id', bits: null },
        {
          rung: 'compare',
          speaks: 'for',
          commit: upstream.oid,
          says: '93% of the patch by weight, 3 lines edited',
          bits: 141.2,
        },
        { rung: 'declared', speaks: 'neither', commit: null, says: 'a trailer says Pending', bits: null },
      ],
    }),
    comparisons: [
      comparison(
        upstream.oid,
        upstream.subject,
        0.93,
        0.88,
        'this one: it has 93% of the patch and little of its own',
        [
          [' ', 'static void nvmm_set_phys_mem(MemoryRegionSection *section)', 'none'],
          ['-', '\tint prot = PROT_READ | PROT_WRITE | PROT_EXEC;', 'exact'],
          [
            '+',
            '\tint prot = PROT_READ | (section->readonly ? 0 : PROT_WRITE);',
            'edited',
            '\tint prot = PROT_READ | (mr->readonly ? 0 : PROT_WRITE);',
          ],
          [
            '+',
            '\tif (nvmm_gpa_map(mach, hva, start_pa, size, prot) == -1 && errno != EEXIST && errno != ENOMEM) {',
            'exact',
          ],
          ['+', '\t\terror_report("NVMM: failed to map guest memory");', 'moved'],
          ['+', '\t\tabort();', 'none'],
        ],
      ),
      comparison(
        oid('rival'),
        'nvmm: clean up includes',
        0.04,
        0.02,
        'not this one: only lines that are everywhere agree',
        [
          ['+', '#include "qemu/error-report.h"', 'exact'],
          ['+', '\t\tabort();', 'none'],
        ],
      ),
      comparison(oid('third'), 'whpx: split the RWX protection', 0.02, 0.02, 'not this one: another accelerator', [
        ['+', '\t\tabort();', 'none'],
      ]),
    ],
    tip: [{ path: 'target/i386/nvmm/nvmm-all.c', addedPresent: 18, addedTotal: 19, removedGone: 4, removedTotal: 4 }],
    rules: [
      { name: 'held', applied: false, says: 'nobody asked to hold the verdict' },
      { name: 'noise', applied: false, says: 'it changes functional lines' },
      { name: 'ancestry', applied: false, says: 'the commit itself is not upstream' },
      { name: 'landed-by-lines', applied: true, says: 'covered 93%, at least 80%, by 141 bits, at least 30' },
      { name: 'partial', applied: false, says: 'some hunks landed' },
      { name: 'pending', applied: true, says: 'nothing was found' },
    ],
  };
}

/** A landing of one line, edited on its way: the line of the patch, and upstream's. */
export function editedExplanation(own: string, theirs: string): Explanation {
  return {
    ...pendingExplanation(),
    comparisons: [
      comparison(oid('edited'), 'a line that was edited', 0.8, 0.8, 'the best that was found.', [
        ['+', own, 'edited', theirs],
      ]),
    ],
  };
}

/** A patch of which nothing was found. */
export function pendingExplanation(): Explanation {
  return {
    project: 'gdb',
    upstream: null,
    patch: patch('', { branches: ['refs/heads/a', 'refs/weird/b'] }),
    comparisons: [],
    tip: [],
    rules: [{ name: 'pending', applied: true, says: 'nothing was found' }],
  };
}

type LineWords = readonly [sign: ComparedLine['sign'], text: string, match: LineMatch, upstream?: string];

function comparison(
  id: string,
  subject: string,
  containment: number,
  similarity: number,
  verdict: string,
  lines: readonly LineWords[],
): Comparison {
  const compared = lines.map(([sign, text, match, upstream]) => ({
    sign,
    text,
    match,
    bits: 9.5,
    upstream: upstream ?? null,
  }));
  return {
    commit: { oid: id, subject, author: 'Reinoud Example', date: '2021-04-05T06:07:08Z', release: 'v6.2.0' },
    containment,
    similarity,
    bits: containment * 150,
    files: [
      {
        path: 'target/i386/nvmm-all.c',
        upstreamPath: 'target/i386/nvmm/nvmm-all.c',
        hunks: [{ header: '1093 nvmm_process_section', coverage: containment, bits: 132.5, lines: compared }],
      },
    ],
    extra: 2,
    verdict,
  };
}
