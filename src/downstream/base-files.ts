// The files of a base that patches touch, changed as the patches are applied one after the other.
import type { NewFile } from '../git/import-commits.js';
import type { TreeFile } from '../git/objects.js';
import type { AtBase, FileChange } from '../model/patch.js';
import { applyFile, isApplied } from '../patch/apply.js';
import { EXECUTABLE, REGULAR, SYMLINK } from '../patch/modes.js';
import { fileChangeOf, type RawFile } from '../patch/raw-patch.js';
import type { FoundPatch, Remark } from './reader.js';
import type { ObjectCache } from './object-cache.js';

/** What a patch does to the files below it. */
export interface Step {
  readonly atBase: AtBase;
  /** What its text says; null when what it changes says it better. */
  readonly files: readonly FileChange[] | null;
  readonly unreadable: boolean;
  readonly changes: readonly NewFile[];
  /** The same files as they were, where patches below it had made something else of the base's. */
  readonly before: readonly NewFile[];
}

interface PlacedFile {
  readonly file: RawFile;
  readonly path: string;
}

const FILE_MODES = [REGULAR, EXECUTABLE, SYMLINK];

/** Contents are bytes as Latin-1. */
export class BaseFiles {
  /** What patches have made so far. */
  private readonly own = new Map<string, { readonly mode: string; readonly content: string | null }>();
  private before = new Map<string, NewFile | null>();

  private constructor(
    private readonly base: ReadonlyMap<string, TreeFile>,
    private readonly contents: ReadonlyMap<string, Buffer>,
  ) {}

  /** `base` null: nothing is known below the patches. */
  static async load(objects: ObjectCache, base: string | null, patches: readonly FoundPatch[]): Promise<BaseFiles> {
    const files = base === null ? new Map<string, TreeFile>() : await objects.filesOf(base);
    const wanted = patches.flatMap((patch) =>
      patch.files.flatMap(({ names, from }) => [...names, ...(from ? [from] : [])]),
    );
    const oids = [...new Set(wanted)].flatMap((path) => files.get(path)?.oid ?? []);
    return new BaseFiles(files, await objects.contents(oids));
  }

  /** Applies a patch; what does not fit is told. */
  take(patch: FoundPatch, hasBase: boolean, remark: (remark: Remark) => void): Step {
    this.before = new Map();
    const tell = (line: number, says: string) => remark({ path: patch.path, line: line + patch.line - 1, says });
    const placed = this.place(patch, tell);
    if (placed === null) return { atBase: 'unfit', files: [], unreadable: true, changes: [], before: [] };
    const text = () => placed.map(({ file, path }) => fileChangeOf(file, path));
    if (hasBase && this.has(placed) && !this.fits(placed))
      return { atBase: 'present', files: text(), unreadable: false, changes: [], before: [] };
    let unfit = !hasBase;
    const changes: NewFile[] = [];
    for (const { file, path } of placed) {
      const can = hasBase && this.isFile(file, path);
      const after = can ? applyFile(this.contentOf(file.from ?? path), file) : false;
      if (after !== false) changes.push(...this.set(path, after, file));
      else if (hasBase && !file.broken)
        tell(file.line, `the change of ${path} does not fit the base: only its text is compared`);
      unfit ||= after === false;
    }
    for (const { path, content } of patch.wholes)
      changes.push(...this.set(path, content === null ? null : content.toString('latin1'), null));
    const files = unfit && placed.length > 0 ? text() : null;
    const before = [...this.before.values()].filter((file) => file !== null);
    return { atBase: unfit ? 'unfit' : 'applies', files, unreadable: false, changes, before };
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
      const mode = this.modeOf(path);
      if (file.removed ? mode !== undefined : file.from !== null && this.modeOf(file.from) !== undefined) return false;
      const sameMode = file.removed || file.newMode === file.oldMode || file.newMode === mode;
      return sameMode && isApplied(this.contentOf(path), file);
    });
    return all && placed.some(({ file }) => !file.removed);
  }

  /** Submodules are no files, and git knows no other modes than these. */
  private isFile(file: RawFile, path: string): boolean {
    return FILE_MODES.includes(file.newMode ?? this.modeOf(file.from ?? path) ?? REGULAR);
  }

  private fits(placed: readonly PlacedFile[]): boolean {
    return placed.every(({ file, path }) => applyFile(this.contentOf(file.from ?? path), file) !== false);
  }

  /** The first name that is there; for a file that is new, or whose base is not known, the likeliest. */
  private pathOf(file: RawFile): string | null {
    const safe = file.names.filter(isSafe);
    return safe.find((name) => this.modeOf(file.from ?? name) !== undefined) ?? safe[0] ?? null;
  }

  private set(path: string, content: string | null, file: RawFile | null): NewFile[] {
    const from = file?.from ?? null;
    const mode = file?.newMode ?? this.modeOf(from ?? path) ?? REGULAR;
    const gone: NewFile[] = from === null || from === path ? [] : this.set(from, null, null);
    const known = this.own.get(path);
    if (!this.before.has(path)) this.before.set(path, known ? newFile(path, known.mode, known.content) : null);
    this.own.set(path, { mode, content });
    return [...gone, newFile(path, mode, content)];
  }

  private modeOf(path: string): string | undefined {
    const own = this.own.get(path);
    if (own) return own.content === null ? undefined : own.mode;
    return this.base.get(path)?.mode;
  }

  private contentOf(path: string): string | null {
    const own = this.own.get(path);
    if (own) return own.content;
    return this.contents.get(this.base.get(path)?.oid ?? '')?.toString('latin1') ?? null;
  }
}

function newFile(path: string, mode: string, content: string | null): NewFile {
  return { path, mode, content: content === null ? null : Buffer.from(content, 'latin1') };
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
