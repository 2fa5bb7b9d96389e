// The labelled truth that Landfall is measured against: a table of tab-separated values (docs/TRUTH.md).
import { LandfallError } from '../errors.js';
import { type Status, STATUSES } from '../model/status.js';

/** Thresholds are chosen on one half of the rows and figures reported on the other. */
export const HALVES = ['tune', 'report'] as const;

/** One labelled patch. */
export interface TruthRow {
  readonly half: (typeof HALVES)[number];
  /** A git repository: a path below the folder that is named when the truth is measured. */
  readonly repository: string;
  /** Revisions: the upstream tip that is searched, and the tip of the branch that carries the patch. */
  readonly upstream: string;
  readonly branch: string;
  /** Full id of a commit of that branch. */
  readonly patch: string;
  /** What it is, and what else is not wrong: the label first. */
  readonly statuses: readonly Status[];
  /** Upstream commits that must be found; each may have others that are as good. */
  readonly commits: readonly (readonly string[])[];
  /** Upstream commits that may be named as well. */
  readonly also: readonly string[];
  readonly slices: readonly string[];
  readonly note: string;
}

const COLUMNS = ['half', 'repository', 'upstream', 'branch', 'patch', 'status', 'commits', 'also', 'slices', 'note'];

/** Reads a table. Throws LandfallError `usage` that names the line of each mistake. */
export function parseTruth(text: string, file: string): TruthRow[] {
  const [head = '', ...lines] = text.split('\n');
  if (head.split('\t').join() !== COLUMNS.join()) throw mistake(file, 1, `expected the columns ${COLUMNS.join(', ')}`);
  return lines.flatMap((line, at) => (line === '' || line.startsWith('#') ? [] : [rowOf(line, file, at + 2)]));
}

/** Writes a table that parseTruth reads back. */
export function printTruth(rows: readonly TruthRow[]): string {
  const lines = rows.map((row) => [
    row.half,
    row.repository,
    row.upstream,
    row.branch,
    row.patch,
    row.statuses.join('|'),
    row.commits.map((alternatives) => alternatives.join('|')).join(','),
    row.also.join(','),
    row.slices.join(','),
    row.note.replace(/[\t\n]/g, ' '),
  ]);
  return [COLUMNS, ...lines].map((cells) => `${cells.join('\t')}\n`).join('');
}

function rowOf(line: string, file: string, number: number): TruthRow {
  const cells = line.split('\t');
  const cell = (name: string) => cells[COLUMNS.indexOf(name)] ?? '';
  const half = HALVES.find((known) => known === cell('half'));
  if (!half) throw mistake(file, number, `half is ${HALVES.join(' or ')}, not '${cell('half')}'`);
  const statuses = listed(cell('status'), '|').map((text) => {
    const status = STATUSES.find((known) => known === text);
    if (!status) throw mistake(file, number, `'${text}' is no status; these are: ${STATUSES.join(', ')}`);
    return status;
  });
  if (statuses.length === 0) throw mistake(file, number, 'a row needs a status');
  if (!/^[0-9a-f]{40,64}$/.test(cell('patch'))) throw mistake(file, number, 'patch is a full commit id');
  return {
    half,
    repository: cell('repository'),
    upstream: cell('upstream'),
    branch: cell('branch'),
    patch: cell('patch'),
    statuses,
    commits: listed(cell('commits'), ',').map((alternatives) => alternatives.split('|')),
    also: listed(cell('also'), ','),
    slices: listed(cell('slices'), ','),
    note: cell('note'),
  };
}

function listed(cell: string, separator: string): string[] {
  return cell.split(separator).filter((part) => part !== '');
}

function mistake(file: string, line: number, says: string): LandfallError {
  return new LandfallError('usage', 'accuracy.truth', `${file}:${line}: ${says}`, 'docs/TRUTH.md describes the table');
}
