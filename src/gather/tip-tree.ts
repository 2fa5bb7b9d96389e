// The files of the upstream tip, by path and by name.
import { SUBMODULE } from '../patch/modes.js';
import { listEntries, type TreeFile } from '../git/objects.js';
import type { Workspace } from '../git/workspace.js';
import { baseName, folderOf } from '../patch/paths.js';

/** A commit's tree, listed. */
export class TipTree {
  readonly byPath: ReadonlyMap<string, TreeFile>;
  /** Submodules, which are no files. */
  readonly submodules: ReadonlyMap<string, TreeFile>;
  private names: Map<string, string[]> | null = null;
  private known: Set<string> | null = null;

  constructor(
    /** The commit. */
    readonly tip: string,
    entries: readonly TreeFile[],
  ) {
    const isFile = ({ mode }: TreeFile) => mode !== SUBMODULE;
    this.byPath = new Map(entries.filter(isFile).map((file) => [file.path, file]));
    this.submodules = new Map(entries.filter((entry) => !isFile(entry)).map((entry) => [entry.path, entry]));
  }

  /** The file or submodule at a path. */
  entryAt(path: string): TreeFile | undefined {
    return this.byPath.get(path) ?? this.submodules.get(path);
  }

  /** Paths of the files of that base name. */
  namesakes(name: string): readonly string[] {
    this.names ??= this.pathsByName();
    return this.names.get(name) ?? [];
  }

  /** Is there a folder of that path? '' is the root. */
  hasFolder(path: string): boolean {
    this.known ??= this.allFolders();
    return path === '' || this.known.has(path);
  }

  private pathsByName(): Map<string, string[]> {
    const names = new Map<string, string[]>();
    for (const path of this.byPath.keys()) {
      const own = names.get(baseName(path));
      if (own) own.push(path);
      else names.set(baseName(path), [path]);
    }
    return names;
  }

  private allFolders(): Set<string> {
    const folders = new Set<string>();
    // Who knows a folder knows those it lies in.
    for (const path of this.byPath.keys())
      for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder))
        folders.add(folder);
    return folders;
  }
}

/** Lists the tree of a commit. Throws LandfallError `world` when it cannot be read. */
export function readTipTree(workspace: Workspace, tip: string): Promise<TipTree> {
  const tree = listEntries(workspace, tip).then((entries) => new TipTree(tip, entries));
  // Awaited where it is needed: until then its failure is nobody's.
  tree.catch(() => undefined);
  return tree;
}
