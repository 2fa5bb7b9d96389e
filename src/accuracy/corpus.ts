// A labelled corpus that needs no repository of anybody: a history that the benchmark tells, and a stack made out of it.
import { join } from 'node:path';
import { tellHistory, UPSTREAM_REF } from '../bench/history/tell-history.js';
import { createRepository } from '../git/create-repository.js';
import { openRepository } from '../git/repository.js';
import { generate } from './generate/generate.js';
import type { TruthRow } from './truth.js';

/** Upstream commits for each row: half of them are drawn for no patch, and are what a patch can be confused with. */
const COMMITS_A_ROW = 12;
/** A file for so many commits: hot files are changed dozens of times. */
const COMMITS_A_FILE = 8;
/** The newest commits, for each row, that are withheld: patches that have not landed. */
const WITHHELD_A_ROW = 1;

/** Makes a corpus of about `rows` patches in a new folder; returns its truth, whose repository is below that folder. */
export async function makeCorpus(folder: string, rows: number, seed: number): Promise<TruthRow[]> {
  const upstream = join(folder, 'upstream');
  const commits = rows * COMMITS_A_ROW;
  const files = Math.ceil(commits / COMMITS_A_FILE);
  await createRepository({ directory: upstream, bare: true, stream: tellHistory({ commits, files, patches: 1 }) });
  const repository = await openRepository(upstream);
  const tip = `${UPSTREAM_REF}~${rows * WITHHELD_A_ROW}`;
  return generate({
    range: { repository, base: `${UPSTREAM_REF}~${Math.floor(commits / 4)}`, tip, later: UPSTREAM_REF },
    stranger: null,
    rows,
    seed,
    half: 'report',
    directory: join(folder, 'corpus'),
    name: 'corpus',
  });
}
