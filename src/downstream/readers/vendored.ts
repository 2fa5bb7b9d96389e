// Vendored trees: a copy of a release with local edits. Each file that differs is a patch; the release is given or found.
import { createHash } from 'node:crypto';
import type { FileTree } from '../../git/tree-files.js';
import type { FilesConfig } from '../../model/config.js';
import { globTest } from '../../patch/glob.js';
import { withoutKeywords } from '../id-keywords.js';
import type { FoundPatch, PatchReader, Remark, UpstreamFiles } from '../reader.js';
import { tooLarge } from '../remarks.js';

/** A file of the copy: its path in upstream's tree, and its content. */
interface LocalFile {
  readonly path: string;
  readonly upstreamPath: string;
  readonly content: Buffer;
}

type Listing = readonly { readonly path: string; readonly oid: string }[];

/** How many names a remark about files gives. */
const MOST_NAMED = 5;

/** Reads a copy of an upstream release. Without a base, the release with the most equal files is taken for it. */
export const vendored: PatchReader = {
  kind: 'vendored',
  read: async (tree, files, upstream) => {
    const { local, large } = await localFiles(tree, files);
    const found = upstream.base === null ? await bestRelease(local, upstream) : null;
    const base = upstream.base ?? found?.commit ?? null;
    const place: Remark = { path: files.path === '' ? '.' : files.path, line: 0, says: '' };
    if (base === null)
      return {
        patches: [],
        pins: [],
        remarks: [...large, { ...place, says: 'no release of upstream has a file of this tree' }],
      };
    const compared = await compareTrees(local, await upstream.list(base), files, upstream);
    const remarks: Remark[] = [
      ...large,
      ...(found
        ? [
            {
              ...place,
              severity: 'info' as const,
              says: `it is taken for a copy of ${found.name}: ${found.equal} of ${local.length} files are equal`,
            },
          ]
        : []),
      { ...place, severity: 'info', says: compared.summary },
    ];
    return { patches: compared.patches, pins: found ? [{ ...place, text: found.name }] : [], remarks };
  },
};

async function localFiles(tree: FileTree, files: FilesConfig) {
  const below = files.path === '' ? '' : `${files.path}/`;
  const paths = (await tree.list(files.path)).filter((path) => path.startsWith(below));
  const contents = await tree.read(paths);
  const large: Remark[] = [];
  const local = paths.flatMap((path) => {
    const content = contents.get(path);
    if (!content) large.push(...tooLarge(path).remarks);
    return content ? [{ path, upstreamPath: path.slice(below.length), content }] : [];
  });
  return { local, large };
}

/** The release with the most files of equal path and content; of equals the newest. */
async function bestRelease(local: readonly LocalFile[], upstream: UpstreamFiles) {
  let best: { name: string; commit: string; equal: number } | null = null;
  const ids = new Map<string, string>();
  for (const { name, commit } of upstream.releases) {
    const listing = await upstream.list(commit);
    const algorithm = (listing[0]?.oid.length ?? 0) > SHA1_DIGITS ? 'sha256' : 'sha1';
    if (ids.size === 0)
      for (const { upstreamPath, content } of local) ids.set(upstreamPath, blobId(content, algorithm));
    const equal = listing.filter(({ path, oid }) => ids.get(path) === oid).length;
    if (equal > 0 && equal >= (best?.equal ?? 0)) best = { name, commit, equal };
  }
  return best;
}

const SHA1_DIGITS = 40;

/** The id that git gives a file of this content. */
function blobId(content: Buffer, algorithm: string): string {
  return createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest('hex');
}

async function compareTrees(
  local: readonly LocalFile[],
  listing: Listing,
  files: FilesConfig,
  upstream: UpstreamFiles,
): Promise<{ patches: FoundPatch[]; summary: string }> {
  const oids = new Map(listing.map(({ path, oid }) => [path, oid]));
  const isPruned = globTest(files.pruned);
  const contents = await upstream.read(local.flatMap(({ upstreamPath }) => oids.get(upstreamPath) ?? []));
  const patches: FoundPatch[] = [];
  const counts = { unchanged: 0, changed: 0, own: 0 };
  for (const file of local) {
    const before = contents.get(oids.get(file.upstreamPath) ?? '')?.toString('latin1') ?? null;
    const after = withoutKeywords(file.content.toString('latin1'), before ?? '', before === null ? [] : files.keywords);
    if (before === after) counts.unchanged += 1;
    else {
      counts[before === null ? 'own' : 'changed'] += 1;
      patches.push(edited(file, after, before === null));
    }
  }
  const here = new Set(local.map(({ upstreamPath }) => upstreamPath));
  const absent = listing.map(({ path }) => path).filter((path) => !here.has(path));
  const missing = absent.filter((path) => !isPruned(path));
  const named =
    missing.length === 0
      ? ''
      : ` (${missing.slice(0, MOST_NAMED).join(', ')}${missing.length > MOST_NAMED ? ', …' : ''})`;
  const summary =
    `${counts.unchanged} files unchanged, ${counts.changed} changed, ${counts.own} only here, ` +
    `${absent.length - missing.length} pruned, ${missing.length} only upstream${named}`;
  return { patches, summary };
}

function edited({ path, upstreamPath }: LocalFile, content: string, isOwn: boolean): FoundPatch {
  return {
    path,
    line: 1,
    message: `${upstreamPath}: ${isOwn ? 'only in the copy' : 'edited in the copy'}`,
    author: null,
    date: null,
    files: [],
    wholes: [{ path: upstreamPath, content: Buffer.from(content, 'latin1') }],
    lost: false,
  };
}
