// Merges the contents of single files as `merge-tree` merges them: trees of nothing but those files, so that no rename is
// looked for and no folder is read.
import { mergeTrees, type MergeTools, type ThreeTrees } from './merge-trees.js';
import { entriesByName, numberedTree, placeName } from './tree-bytes.js';

/** Three blobs to merge, all of that mode. */
export interface Contents {
  readonly mode: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Stands for the base of a file that both sides have added. */
export const NO_BLOB = '';

/** A blob; 'conflict'; null when git cannot read one of the three. */
type MergedContents = string | null;

/** Remembers what it merged: rehearsals of one stack merge mostly the same. */
export class ContentMerges {
  /** By what was merged: the question it was part of, and its place there. */
  private readonly known = new Map<string, { readonly answers: Promise<MergedContents[]>; readonly place: number }>();

  /** The blob that the three merge to; 'conflict' when they do not; null when git cannot read one. */
  async merge(tools: MergeTools, contents: Contents): Promise<MergedContents> {
    const known = this.known.get(keyOf(contents));
    const merged = known && (await known.answers)[known.place];
    // What git could not answer together with others is asked for alone.
    return merged ?? (await this.ask(tools, [contents]))[0] ?? null;
  }

  /** Merges those of them that are not known in one question: git is then not asked again. */
  async mergeAhead(tools: MergeTools, contents: readonly Contents[]): Promise<void> {
    const unknown = new Map(contents.map((each) => [keyOf(each), each]));
    for (const key of unknown.keys()) if (this.known.has(key)) unknown.delete(key);
    if (unknown.size > 0) await this.ask(tools, [...unknown.values()]);
  }

  private ask(tools: MergeTools, contents: readonly Contents[]): Promise<MergedContents[]> {
    const answers = mergeContents(tools, contents);
    for (const [place, each] of contents.entries()) this.known.set(keyOf(each), { answers, place });
    return answers;
  }
}

function keyOf({ mode, base, ours, theirs }: Contents): string {
  return `${mode} ${base} ${ours} ${theirs}`;
}

/** What each of these contents merges to, in their order; nothing when git cannot read one of them. */
async function mergeContents(tools: MergeTools, contents: readonly Contents[]): Promise<MergedContents[]> {
  const merged = await mergeTrees(tools, treesOf(contents));
  if (!merged) return [];
  const entries = entriesByName(merged.tree, (contents[0]?.ours.length ?? 0) / 2);
  return contents.map((_, place) => {
    const name = placeName(place);
    return merged.conflicts.has(name) ? 'conflict' : (entries.get(name)?.oid ?? null);
  });
}

/** Three trees of nothing but these contents, each named by its place. */
export function treesOf(all: readonly Contents[]): ThreeTrees {
  const side = (oidOf: (contents: Contents) => string) =>
    numberedTree(all.map((each) => (oidOf(each) === NO_BLOB ? null : { mode: each.mode, oid: oidOf(each) })));
  return { base: side(({ base }) => base), ours: side(({ ours }) => ours), theirs: side(({ theirs }) => theirs) };
}
