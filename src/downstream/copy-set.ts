// A patch set copied into a new folder, without the patches that are dropped: series and sums follow.
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { LandfallError } from '../errors.js';
import { listTree, readBlobs } from '../git/objects.js';
import type { Workspace } from '../git/workspace.js';
import { type Digest, renewDistinfo } from '../patch/distinfo.js';
import { EXECUTABLE, SYMLINK } from '../patch/modes.js';
import { commentOut } from '../patch/series-text.js';
import type { OpenedSet } from './choose-branches.js';
import { baseName } from '../patch/paths.js';

/** Kinds whose patches are named by a series, and those that take every file of a folder. The others name patches where only people should write. */
const IN_SERIES = ['quilt', 'debian'];
const IN_FOLDER = ['pkgsrc', 'freebsd-ports', 'openwrt'];

/** Can patches be taken out of a set of this kind without a person? */
export function canDrop(kind: string): boolean {
  return IN_SERIES.includes(kind) || IN_FOLDER.includes(kind);
}

/** Of these patch files, those that can go: files that a package copies over upstream's tree are named in its makefiles. */
export function droppable(kind: string, path: string): boolean {
  return kind !== 'pkgsrc' || baseName(path).startsWith('patch-');
}

/**
 * Copies the set's folder into `into`, which is there and empty, and takes the dropped patches out of the copy: `dropped`
 * tells why, in one line, by path from the root of the set's repository. Links are not copied from commits.
 */
export async function copyWithout(
  workspace: Workspace,
  set: OpenedSet,
  dropped: ReadonlyMap<string, string>,
  into: string,
): Promise<void> {
  const { files, commit, entry } = set;
  if (commit === null) await copyFolder(join(entry.repository, files.path), into);
  else await writeFolder(workspace, commit, files.path, into);
  const prefix = files.path === '' ? '' : `${files.path}/`;
  const within = new Map([...dropped].map(([path, why]) => [path.slice(prefix.length), why]));
  for (const path of within.keys()) await rm(join(into, path), { force: true });
  if (IN_SERIES.includes(files.kind)) await editSeries(into, within);
  if (files.kind === 'pkgsrc') await renewSums(into);
}

async function copyFolder(from: string, into: string): Promise<void> {
  const filter = (path: string) => baseName(path) !== '.git';
  await cp(from, into, { recursive: true, verbatimSymlinks: true, filter });
}

async function writeFolder(workspace: Workspace, commit: string, folder: string, into: string): Promise<void> {
  const files = (await listTree(workspace, commit, folder)).filter(({ mode }) => mode !== SYMLINK);
  const contents = new Map<string, Buffer>();
  const take = (oid: string, content: Buffer) => void contents.set(oid, Buffer.from(content));
  await readBlobs(workspace, [...new Set(files.map(({ oid }) => oid))], Number.POSITIVE_INFINITY, take);
  for (const { path, oid, mode } of files) {
    // git itself makes no such trees, and clones them without looking.
    if (path.split('/').some((part) => ['', '.', '..'].includes(part) || part.toLowerCase() === '.git'))
      throw new LandfallError(
        'usage',
        'plan.unsafe-path',
        `${JSON.stringify(path)} of ${commit} lies outside the folder`,
        'take the patches out by hand',
      );
    const place = join(into, folder === '' ? path : path.slice(folder.length + 1));
    const content = contents.get(oid);
    if (content === undefined) throw new Error(`${path} of ${commit} could not be read`);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, content);
    if (mode === EXECUTABLE) await chmod(place, 0o755);
  }
}

/** Where a set keeps its series, from its own folder. */
export const SERIES_FOLDERS = ['', 'patches', 'debian/patches'];

/** A text as files that people write are read and written here, a character a byte: what is no UTF-8 in them stays as it is. */
function asBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

async function editSeries(into: string, dropped: ReadonlyMap<string, string>): Promise<void> {
  for (const folder of SERIES_FOLDERS) {
    const file = join(into, folder, 'series');
    const series = await readOwn(file, into);
    if (series === null) continue;
    const below = folder === '' ? '' : `${folder}/`;
    const names = new Map([...dropped].map(([path, why]) => [asBytes(path.slice(below.length)), asBytes(why)]));
    await writeFile(file, commentOut(series.toString('latin1'), names), 'latin1');
  }
}

async function renewSums(into: string): Promise<void> {
  const file = join(into, 'distinfo');
  const text = await readOwn(file, into);
  if (text === null) return;
  const folder = join(into, 'patches');
  const names = await readdir(folder).catch(ifAbsent);
  const patches = new Map<string, Buffer>();
  for (const name of names ?? []) patches.set(asBytes(name), await readFile(join(folder, name)));
  await writeFile(file, renewDistinfo(text.toString('latin1'), patches, digestOf), 'latin1');
}

/** The content of a file of the copy; null where there is none, or where links lead out of the copy: what is there is not ours. */
async function readOwn(file: string, into: string): Promise<Buffer | null> {
  const real = await realpath(file).catch(ifAbsent);
  if (real === null || !real.startsWith((await realpath(into)) + sep)) return null;
  return readFile(real);
}

/** What Node calls the digests that distinfo names. */
const NAMES: Readonly<Record<string, string>> = {
  SHA1: 'sha1',
  SHA256: 'sha256',
  SHA512: 'sha512',
  BLAKE2s: 'blake2s256',
  RMD160: 'ripemd160',
};

const digestOf: Digest = (algorithm, content) => {
  if (algorithm === 'Size') return `${content.length} bytes`;
  const name = NAMES[algorithm];
  return name === undefined ? null : createHash(name).update(content).digest('hex');
};

function ifAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
