// Turns patches that are texts into commits of the scratch workspace, on the base they are pinned to: then git can be
// asked about them like about any other. What does not apply stays text.
import { createHash } from 'node:crypto';
import { importCommits, type NewFile } from '../git/import-commits.js';
import { listTree, readBlobs } from '../git/objects.js';
import type { Workspace } from '../git/workspace.js';
import type { ReaderKind } from '../model/config.js';
import type { AtBase, FileChange, Person } from '../model/patch.js';
import { applyFile, isApplied } from '../patch/apply.js';
import { fileChangeOf, type RawFile } from '../patch/raw-patch.js';
import type { FoundPatch, Remark } from './reader.js';

/** A patch and the commit that stands for it. */
export interface ChainLink {
  readonly commit: string;
  /** Hex digits that name the patch by its file and its text, whatever it is applied to. */
  readonly digest: string;
  readonly reader: ReaderKind;
  readonly patch: FoundPatch;
  readonly atBase: AtBase;
  /** What its text says; null when the commit says it better. */
  readonly files: readonly FileChange[] | null;
  /** True when some of its text could not be read: then nothing of it is compared. */
  readonly unreadable: boolean;
}

/** Who and when, for patches that do not say. */
export interface Known {
  readonly author: Person;
  readonly date: number;
  /** When the base was made, 0 when it is not known: a landing may be as old as that. */
  readonly base: number;
}

/** Makes one commit for each patch, in order. `base` null: nothing is known below them, and all stay text. */
export async function buildChain(
  workspace: Workspace,
  base: string | null,
  reader: ReaderKind,
  patches: readonly FoundPatch[],
  known: (patch: FoundPatch) => Known,
  mostBytes: number,
): Promise<{ links: ChainLink[]; remarks: Remark[] }> {
  const state = await BaseFiles.load(workspace, base, patches, mostBytes);
  const remarks: Remark[] = [];
  const steps = patches.map((patch) => state.take(patch, base !== null, (remark) => remarks.push(remark)));
  const commits = steps.map(({ changes }, place) => {
    const patch = patches[place] as FoundPatch;
    const { author, date, base: since } = known(patch);
    const written = patch.date ?? date;
    const committed = Math.min(since, written) || written;
    return { message: patch.message, author: patch.author ?? author, date: written, committed, files: changes };
  });
  const oids = await importCommits(workspace, base, commits);
  const links = steps.map(({ atBase, files, unreadable }, place) => ({
    commit: oids[place] ?? '',
    digest: digestOf(patches[place] as FoundPatch),
    reader,
    patch: patches[place] as FoundPatch,
    atBase,
    files,
    unreadable,
  }));
  return { links, remarks };
}

interface Step {
  readonly atBase: AtBase;
  readonly files: readonly FileChange[] | null;
  readonly unreadable: boolean;
  readonly changes: readonly NewFile[];
}

interface PlacedFile {
  readonly file: RawFile;
  readonly path: string;
}

const REGULAR = '100644';
const FILE_MODES = [REGULAR, '100755', '120000'];

/** The files of the base that patches touch, changed as they are applied one after the other. Contents are bytes as Latin-1. */
class BaseFiles {
  private constructor(
    private readonly modes: Map<string, string>,
    private readonly contents: Map<string, string | null>,
  ) {}

  static async load(
    workspace: Workspace,
    base: string | null,
    patches: readonly FoundPatch[],
    mostBytes: number,
  ): Promise<BaseFiles> {
    const tree = base === null ? [] : await listTree(workspace, base);
    const wanted = new Set(
      patches.flatMap(({ files }) => files.flatMap(({ names, from }) => [...names, ...(from ? [from] : [])])),
    );
    const touched = tree.filter(({ path }) => wanted.has(path));
    const byOid = new Map<string, string>();
    await readBlobs(workspace, [...new Set(touched.map(({ oid }) => oid))], mostBytes, (oid, content) =>
      byOid.set(oid, content.toString('latin1')),
    );
    const contents = new Map<string, string | null>();
    for (const { path, oid } of touched) {
      const content = byOid.get(oid);
      if (content !== undefined) contents.set(path, content);
    }
    return new BaseFiles(new Map(tree.map(({ path, mode }) => [path, mode])), contents);
  }

  take(patch: FoundPatch, hasBase: boolean, remark: (remark: Remark) => void): Step {
    const tell = (line: number, says: string) => remark({ path: patch.path, line: line + patch.line - 1, says });
    const placed = this.place(patch, tell);
    if (placed === null) return { atBase: 'unfit', files: [], unreadable: true, changes: [] };
    const text = () => placed.map(({ file, path }) => fileChangeOf(file, path));
    if (hasBase && this.has(placed) && !this.fits(placed))
      return { atBase: 'present', files: text(), unreadable: false, changes: [] };
    let unfit = !hasBase;
    const changes: NewFile[] = [];
    for (const { file, path } of placed) {
      const can = hasBase && this.isFile(file, path);
      const after = can ? applyFile(this.contents.get(file.from ?? path) ?? null, file) : false;
      if (after !== false) changes.push(...this.set(path, after, file));
      else if (hasBase && !file.broken)
        tell(file.line, `the change of ${path} does not fit the base: only its text is compared`);
      unfit ||= after === false;
    }
    for (const { path, content } of patch.wholes)
      changes.push(...this.set(path, content === null ? null : content.toString('latin1'), null));
    const files = unfit && placed.length > 0 ? text() : null;
    return { atBase: unfit ? 'unfit' : 'applies', files, unreadable: false, changes };
  }

  /** The path of each file of a patch; null when some of it could not be read, or would not be inside a source tree. */
  private place(patch: FoundPatch, tell: (line: number, says: string) => void): PlacedFile[] | null {
    const placed = patch.files.map((file) => ({ file, path: this.pathOf(file) }));
    const outside = [
      ...placed.filter(({ path }) => path === null).map(({ file }) => [file.line, file.names[0]] as const),
      ...patch.wholes.filter(({ path }) => !isSafe(path)).map(({ path }) => [1, path] as const),
    ];
    for (const [line, name] of outside)
      tell(line, name === undefined ? 'no file is named above the hunks' : `${name} is no path inside a source tree`);
    const sound = placed.filter((one): one is PlacedFile => one.path !== null);
    return patch.lost || outside.length > 0 ? null : sound;
  }

  /** Is all of it there? That files are missing proves nothing by itself: they may have other names, or never have been. */
  private has(placed: readonly PlacedFile[]): boolean {
    const all = placed.every(({ file, path }) => {
      const mode = this.modes.get(path);
      if (file.removed ? mode !== undefined : file.from !== null && this.modes.has(file.from)) return false;
      const sameMode = file.removed || file.newMode === file.oldMode || file.newMode === mode;
      return sameMode && isApplied(this.contents.get(path) ?? null, file);
    });
    return all && placed.some(({ file }) => !file.removed);
  }

  /** Submodules are no files, and git knows no other modes than these. */
  private isFile(file: RawFile, path: string): boolean {
    return FILE_MODES.includes(file.newMode ?? this.modes.get(file.from ?? path) ?? REGULAR);
  }

  private fits(placed: readonly PlacedFile[]): boolean {
    return placed.every(({ file, path }) => applyFile(this.contents.get(file.from ?? path) ?? null, file) !== false);
  }

  /** The first name that is there; for a file that is new, or whose base is not known, the likeliest. */
  private pathOf(file: RawFile): string | null {
    const safe = file.names.filter(isSafe);
    return safe.find((name) => this.modes.has(file.from ?? name)) ?? safe[0] ?? null;
  }

  private set(path: string, content: string | null, file: RawFile | null): NewFile[] {
    const from = file?.from ?? null;
    const mode = file?.newMode ?? this.modes.get(from ?? path) ?? REGULAR;
    const gone: NewFile[] = from === null || from === path ? [] : this.set(from, null, null);
    this.contents.set(path, content);
    if (content === null) this.modes.delete(path);
    else this.modes.set(path, mode);
    return [...gone, { path, mode, content: content === null ? null : Buffer.from(content, 'latin1') }];
  }
}

/** A relative path that stays inside, and that git takes for a file of a tree. */
function isSafe(path: string): boolean {
  const parts = path.split('/');
  return (
    path !== '' &&
    !path.includes('\0') &&
    parts.every((part) => !['', '.', '..'].includes(part) && part.toLowerCase() !== '.git')
  );
}

/** Hex digits that name the patch by its file and its text, whatever it is applied to. */
function digestOf({ path, message, files, wholes }: FoundPatch): string {
  const hash = createHash('sha1').update(`${path}\0${message}\0`);
  for (const { names, hunks } of files) {
    hash.update(`${names[0] ?? ''}\0`);
    for (const { lines } of hunks) hash.update(lines.join('\n'));
  }
  for (const { path: to, content } of wholes) hash.update(`${to}\0`).update(content ?? '');
  return hash.digest('hex');
}
