// For patches that no likely commit explains: of all commits on their files, those that change a file's size by as many bytes.
import { type RawChange, readChanges } from '../git/changes.js';
import { blobSizes } from '../git/objects.js';
import type { FileChange, Patch } from '../model/patch.js';
import { pathsOf } from '../patch/paths.js';
import type { HistoryIndex } from '../search/index-history.js';
import type { GatherContext } from './context.js';
import { readInto } from './read-into.js';

/** A patch that is not explained, and the commits on its files that were not read. */
interface Open {
  readonly patch: Patch;
  readonly commits: readonly number[];
}

/**
 * Reads, for each unexplained patch, the commits on its files whose change has the size of the patch's: a file that is
 * changed every week has hundreds of them, and their sizes cost next to nothing. `excluded` tells commits that are no landing.
 */
export async function lookDeeper(
  context: GatherContext,
  index: HistoryIndex,
  excluded: (place: number) => (commit: number) => boolean,
): Promise<void> {
  const open = context.stack.patches.flatMap((patch, place): Open[] => {
    if (isExplained(context, place)) return [];
    const commits = commitsOn(context, index, patch, excluded(place));
    return commits.length === 0 ? [] : [{ patch, commits }];
  });
  if (open.length === 0) return;
  const changes = await changesOf(context, open);
  const blobs = [...changes.values()].flat().flatMap(({ oldBlob, newBlob }) => [oldBlob, newBlob]);
  const own = open.flatMap(({ patch }) => patch.files.flatMap(({ oldBlob, newBlob }) => [oldBlob, newBlob]));
  const sizes = await blobSizes(context.workspace, new Set([...blobs, ...own].filter((oid) => isBlob(oid))));
  const found = open.flatMap(({ patch, commits }) => {
    const grown = patch.files.map((file) => ({ file, by: growth(file, sizes) }));
    return commits.filter((commit) =>
      (changes.get(commit) ?? []).some((change) => isAsLarge(context, grown, change, sizes)),
    );
  });
  await readInto(context, found, 'looking deeper');
}

/** Has a commit most of the patch already, or is there nothing to look for? */
export function isExplained({ layouts, matcher, settings }: GatherContext, place: number): boolean {
  return layouts[place]?.keys.length === 0 || matcher.bestShare(place) >= settings.verdict.landed;
}

function commitsOn(
  { kinship, read, settings }: GatherContext,
  index: HistoryIndex,
  patch: Patch,
  excluded: (commit: number) => boolean,
): number[] {
  const lists = pathsOf(patch)
    .slice(0, settings.limits.tipFiles)
    .flatMap(kinship.paths)
    .map((path) => index.byPath.get(path) ?? []);
  const fresh = [...new Set(lists.flat())].filter((commit) => !read.has(commit) && !excluded(commit));
  return fresh.slice(0, settings.search.deeper);
}

/** What the commits do to files of the patches, by commit. */
async function changesOf(
  { workspace, history, kinship, processes }: GatherContext,
  open: readonly Open[],
): Promise<Map<number, RawChange[]>> {
  const paths = new Set(open.flatMap(({ patch }) => pathsOf(patch)).flatMap(kinship.paths));
  const commits = [...new Set(open.flatMap((each) => each.commits))].sort((a, b) => b - a);
  const changes = new Map<number, RawChange[]>();
  await readChanges(
    workspace,
    commits.map((commit) => history.commits[commit]?.oid ?? ''),
    processes,
    ({ oid }, all) => {
      const place = history.byOid.get(oid);
      if (place !== undefined)
        changes.set(
          place,
          all.filter(({ path }) => paths.has(path)),
        );
    },
  );
  return changes;
}

function isAsLarge(
  { kinship, settings }: GatherContext,
  grown: readonly { readonly file: FileChange; readonly by: number | null }[],
  change: RawChange,
  sizes: ReadonlyMap<string, number>,
): boolean {
  const theirs = growth(change, sizes);
  if (theirs === null) return false;
  return grown.some(
    ({ file, by }) =>
      by !== null &&
      Math.abs(theirs - by) <= settings.search.sizeSlack * Math.abs(by) &&
      [file.oldPath, file.newPath].some((path) => path !== null && kinship.between(path, change.path) === 2),
  );
}

/** Bytes by which a file grows; null where its content is not there. */
function growth(
  { oldBlob, newBlob }: Pick<FileChange, 'oldBlob' | 'newBlob'>,
  sizes: ReadonlyMap<string, number>,
): number | null {
  const [before, after] = [oldBlob, newBlob].map((oid) => (isBlob(oid) ? sizes.get(oid) : 0));
  return before === undefined || after === undefined ? null : after - before;
}

/** git writes zeros for the side on which a file is not. */
function isBlob(oid: string | null): oid is string {
  return oid !== null && !/^0+$/.test(oid);
}
