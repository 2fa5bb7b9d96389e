// A patch in depth for pages: every kind of row, two commits, a file beside another.
import type { Beside, BesideRow, PatchInDepth } from '../../../src/model/beside.js';
import type { PatchReport } from '../../../src/model/report.js';
import { landedExplanation } from '../explanations.js';

/** One patch with its diffs; what is given takes the place of what the sample says. */
export function inDepth(given: Partial<PatchReport> = {}): PatchInDepth {
  const { patch, comparisons, rules, tip } = landedExplanation();
  const [first, second] = comparisons;
  const rest = [{ path: 'docs/news.rst', lines: 3 }];
  const one: Beside = { compared: first ?? null, files: [file('target/i386/nvmm.c', rows())], rest };
  const other: Beside = { compared: second ?? null, files: [file('configure', rows().slice(0, 2))], rest: [] };
  return {
    patch: { ...patch, ...given },
    message: `${patch.subject}\n\nThe kernel refuses both.\n\nUpstream-Status: Pending\n`,
    rules,
    tip,
    beside: [one, other],
  };
}

function file(path: string, all: readonly BesideRow[]): Beside['files'][number] {
  const header = '-10 +10 static void nvmm_set_phys_mem(MemoryRegionSection *section)';
  const hunk = { header, upstreamHeader: '-812 +812', coverage: 0.8, rows: all };
  return {
    path,
    upstreamPath: 'accel/nvmm/nvmm-all.c',
    hunks: [hunk, { ...hunk, upstreamHeader: null, coverage: null }],
  };
}

function rows(): BesideRow[] {
  const line = (sign: '+' | '-' | ' ' | '@', text: string, number: number | null = 12) => ({ sign, text, number });
  return [
    { ours: line(' ', '{'), theirs: line(' ', '{'), match: null },
    { ours: line('-', '\tint prot = RWX;'), theirs: line('-', '\tint prot = RWX;'), match: 'exact' },
    { ours: line('+', '\tint prot = section->prot;'), theirs: line('+', '\tint prot = mr->prot;'), match: 'edited' },
    { ours: line('+', '\treturn;'), theirs: null, match: 'moved' },
    { ours: line('+', '\tabort();'), theirs: null, match: 'none' },
    { ours: null, theirs: line('+', '\tg_assert_not_reached();'), match: 'none' },
    { ours: null, theirs: line('@', '-900 +905 nvmm_init', null), match: null },
  ];
}
