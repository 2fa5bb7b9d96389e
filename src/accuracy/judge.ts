// Sets what was said of a patch beside its label: links found, missed and wrong, and whether the status is right.
import type { Status } from '../model/status.js';
import type { TruthRow } from './truth.js';

/** What somebody says of a patch: Landfall, or a baseline. */
export interface Said {
  readonly status: Status;
  /** Upstream commits named as its landing. */
  readonly commits: readonly string[];
  /** 0 to 1; null where none is given. */
  readonly confidence: number | null;
  readonly says: string;
}

/** One row with what was said of it. */
export interface Judged {
  readonly row: TruthRow;
  readonly said: Said;
  /** Commits of the label that were named, that were not, and commits named that are not of the label. */
  readonly found: number;
  readonly missed: readonly (readonly string[])[];
  readonly wrong: readonly string[];
  readonly statusRight: boolean;
  /** Status and links: nothing wrong, nothing missed where landings were named. */
  readonly right: boolean;
}

/** Statuses by which a patch, or a part of it, is upstream. */
const UPSTREAM: readonly Status[] = ['landed', 'absorbed', 'partial', 'reverted'];
/** Statuses on which somebody drops a patch. */
const DROPPED: readonly Status[] = ['landed', 'absorbed'];

/** Judges one row. */
export function judge(row: TruthRow, said: Said): Judged {
  const named = new Set(said.commits);
  const missed = row.commits.filter((alternatives) => !alternatives.some((oid) => named.has(oid)));
  const good = new Set([...row.commits.flat(), ...row.also]);
  const wrong = said.commits.filter((oid) => !good.has(oid));
  const statusRight = row.statuses.includes(said.status);
  const found = row.commits.length - missed.length;
  const linksRight = wrong.length === 0 && (said.commits.length === 0 || missed.length === 0);
  return { row, said, found, missed, wrong, statusRight, right: statusRight && linksRight };
}

/** Did none of the patch land? */
export function neverLanded(row: TruthRow): boolean {
  return !row.statuses.some((status) => UPSTREAM.includes(status));
}

/** The worst error: somebody drops a patch that never landed. */
export function isFalseLanding({ row, said }: Judged): boolean {
  return neverLanded(row) && DROPPED.includes(said.status);
}
