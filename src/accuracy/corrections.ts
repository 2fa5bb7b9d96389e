// Labels that err: what a person found who read the patch and the upstream commits, and why.
import { LandfallError } from '../errors.js';
import { type Status, STATUSES } from '../model/status.js';
import type { TruthRow } from './truth.js';

/** One corrected label. */
export interface Correction {
  /** The id of the patch, or its beginning. */
  readonly patch: string;
  /** What it is, and what else is not wrong; null where the label was right in this. */
  readonly statuses: readonly Status[] | null;
  /**
   * Upstream commits that may be named as well; with `=` before it, one that is as good as those of the label; with `-` before it, one of
   * the label that need not be named.
   */
  readonly also: readonly string[];
  readonly why: string;
}

/** A correction beside the label that it corrects. */
export interface Corrected extends Correction {
  readonly repository: string;
  readonly was: readonly Status[];
}

const COLUMNS = ['patch', 'status', 'also', 'why'];

/** Reads a table of tab-separated values. Throws LandfallError `usage` that names the line of a mistake. */
export function parseCorrections(text: string, file: string): Correction[] {
  const [head = '', ...lines] = text.split('\n');
  if (head.split('\t').join() !== COLUMNS.join()) throw mistake(file, 1, `expected the columns ${COLUMNS.join(', ')}`);
  return lines.flatMap((line, at) => {
    if (line === '' || line.startsWith('#')) return [];
    const [patch = '', status = '', also = '', why = ''] = line.split('\t');
    if (!/^[0-9a-f]{12,64}$/.test(patch)) throw mistake(file, at + 2, 'patch is a commit id of twelve digits or more');
    if (why === '') throw mistake(file, at + 2, 'a correction needs a reason');
    const statuses = status.split('|').filter((word) => word !== '');
    const known = statuses.map((word) => STATUSES.find((other) => other === word));
    const unknown = statuses.find((_, place) => known[place] === undefined);
    if (unknown !== undefined) throw mistake(file, at + 2, `'${unknown}' is no status`);
    return [
      {
        patch,
        statuses: statuses.length === 0 ? null : known.filter((word) => word !== undefined),
        also: also.split(',').filter((oid) => oid !== ''),
        why,
      },
    ];
  });
}

/** The rows with corrected labels, and the corrections that met a row. */
export function correct(
  rows: readonly TruthRow[],
  corrections: readonly Correction[],
): { readonly truth: readonly TruthRow[]; readonly corrected: readonly Corrected[] } {
  const found = rows.map((row) => corrections.find(({ patch }) => row.patch.startsWith(patch)));
  const truth = rows.map((row, place) => {
    const own = found[place];
    if (!own) return row;
    const marked = (mark: string) => own.also.filter((oid) => oid.startsWith(mark)).map((oid) => oid.slice(1));
    const [asGood, spared] = [marked('='), marked('-')];
    const commits = row.commits
      .filter((alternatives) => !alternatives.some((oid) => spared.includes(oid)))
      .map((alternatives) => [...alternatives, ...asGood]);
    const also = [...row.also, ...own.also.filter((oid) => !/^[=-]/.test(oid)), ...spared];
    return { ...row, statuses: own.statuses ?? row.statuses, commits, also };
  });
  const corrected = rows.flatMap(({ repository, statuses: was }, place) => {
    const own = found[place];
    return own ? [{ ...own, repository, was }] : [];
  });
  return { truth, corrected };
}

function mistake(file: string, line: number, says: string): LandfallError {
  return new LandfallError(
    'usage',
    'accuracy.corrections',
    `${file}:${line}: ${says}`,
    'docs/TRUTH.md describes the table',
  );
}
