// What was learnt of an upstream's commits, kept for the next runs: one folder for each upstream repository.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Repository } from '../git/repository.js';
import type { KnownCommits } from '../model/known.js';
import { COMMITS, DIFFS, type FactKind, knownCommitsOn, LINES } from './encode-known.js';
import { openSegments } from './segments.js';

/** The folder of all indexes, below Landfall's own. */
export const INDEX = 'index';

/** Where the index of a repository lies below Landfall's own folder `dir`. */
function indexFolder(dir: string, { objectsDir, hash }: Pick<Repository, 'objectsDir' | 'hash'>): string {
  const place = createHash('sha256').update(objectsDir).digest('hex').slice(0, PLACE_DIGITS);
  return join(dir, INDEX, `${hash}-${place}`);
}

const PLACE_DIGITS = 16;

/** Opens it. Never fails: `tell` gets a sentence for whatever cannot be used. */
export async function openKnownCommits(
  dir: string,
  repository: Repository,
  tell: (problem: string) => void,
): Promise<KnownCommits> {
  const folder = indexFolder(dir, repository);
  const open = (kind: FactKind) => openSegments(folder, kind, tell);
  return knownCommitsOn(await open(COMMITS), await open(DIFFS), await open(LINES));
}
