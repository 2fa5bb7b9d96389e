// Where the files of patches are in the upstream tip's tree, by path, else by name, and which lines of the patches they have.
import type { PatchLines } from '../match/patch-lines.js';
import type { FileChange } from '../model/patch.js';
import { baseName } from '../patch/paths.js';
import type { Kinship } from '../search/kinship.js';
import { BlobLines, unsignedKeys } from './blob-lines.js';
import type { Means } from './context.js';
import type { TipTree } from './tip-tree.js';

/** A file name that stands in more places at the tip than this names nothing. */
const MOST_NAMESAKES = 3;

/** What looking needs. */
type Looking = Pick<Means, 'workspace' | 'settings' | 'progress'> & { readonly kinship: Pick<Kinship, 'paths'> };

/** By patch, its files; null for one without lines, of which there is nothing to look up. And the blobs that were read. */
export interface FilesAtTip {
  readonly plans: readonly (readonly PlannedFile[] | null)[];
  readonly blobs: BlobLines;
}

/** Looks up the files of all patches and reads them. */
export async function readFilesAtTip(
  looking: Looking,
  tree: TipTree,
  layouts: readonly PatchLines[],
): Promise<FilesAtTip> {
  const plans = layouts.map((lines) => (lines.keys.length === 0 ? null : planFor(looking, lines, tree)));
  const blobs = new BlobLines(looking, unsignedKeys(layouts), 'reading files at the tip');
  await blobs.load(plans.flatMap((plan) => plan?.flatMap(({ tipBlob }) => tipBlob ?? []) ?? []));
  return { plans, blobs };
}

/** A file of a patch, and where it is at the tip: null where it is not. */
export interface PlannedFile {
  readonly file: number;
  readonly change: FileChange;
  readonly path: string;
  readonly tipPath: string | null;
  readonly tipBlob: string | null;
}

function planFor({ kinship, settings }: Looking, lines: PatchLines, tree: TipTree): PlannedFile[] {
  const places = [...new Set(lines.spans.map((span) => span.file))].slice(0, settings.limits.tipFiles);
  return places.flatMap((file) => {
    const change = lines.files[file];
    const path = change?.newPath ?? change?.oldPath;
    if (!change || path == null) return [];
    const namesakes = tree.namesakes(baseName(path));
    const near = namesakes.length <= MOST_NAMESAKES ? namesakes[0] : undefined;
    const tipPath =
      [path, change.oldPath, ...kinship.paths(path), near].find(
        (candidate) => candidate != null && tree.byPath.has(candidate),
      ) ?? null;
    return [{ file, change, path, tipPath, tipBlob: tree.byPath.get(tipPath ?? '')?.oid ?? null }];
  });
}
