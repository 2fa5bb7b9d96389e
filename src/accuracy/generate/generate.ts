// Makes a labelled stack out of a real repository: a new repository that borrows its objects, and the truth about it.
import { createRepository } from '../../git/create-repository.js';
import { listRefs, openRepository } from '../../git/repository.js';
import { importStream, refOf } from '../import-stream.js';
import type { TruthRow } from '../truth.js';
import { type Range, readMaterial } from './read-material.js';
import { tellStack } from './tell-stack.js';

/** What to generate. */
export interface Generation {
  readonly range: Range;
  readonly stranger: { readonly repository: Range['repository']; readonly tip: string } | null;
  readonly rows: number;
  readonly seed: number;
  /** Only patches of these kinds (names of recipes); all of them unless given, and upstream then takes some back. */
  readonly only?: readonly string[];
  readonly half: TruthRow['half'];
  /** A new folder for the repository (absolute path), and how the truth names it. */
  readonly directory: string;
  readonly name: string;
}

const UPSTREAM = 'refs/heads/upstream';
const STACK = 'refs/heads/stack';

/** Writes the repository and returns its truth. Throws LandfallError when revisions are not there or the folder is taken. */
export async function generate({
  range,
  stranger,
  rows,
  seed,
  only,
  half,
  directory,
  name,
}: Generation): Promise<TruthRow[]> {
  const { repository } = range;
  const material = await readMaterial(range, stranger, rows, seed);
  const story = tellStack(material, rows, seed, only);
  const branches = new Map(
    [[UPSTREAM, story.upstream] as const, [STACK, story.downstream] as const].flatMap(([ref, place]) =>
      place === null ? [] : [[ref, place]],
    ),
  );
  await createRepository({
    directory,
    bare: true,
    objectFormat: repository.hash,
    alternates: [repository.objectsDir],
    stream: importStream(story.commits, branches),
  });
  const made = new Map((await listRefs(await openRepository(directory))).map((ref) => [ref.name, ref.commit]));
  const idOf = (commit: string | number) => (typeof commit === 'string' ? commit : (made.get(refOf(commit)) ?? ''));
  return story.rows.map(({ place, row, commits }) => ({
    ...row,
    half,
    repository: name,
    upstream: made.get(UPSTREAM) ?? material.tip,
    branch: made.get(STACK) ?? material.base,
    patch: idOf(place),
    commits: commits.map((alternatives) => alternatives.map(idOf)),
    also: [],
  }));
}
