// Trees of the workspace, looked into and edited in memory; what comes out is written into its scratch store.
import { writeObject } from './loose-object.js';
import type { ObjectTalk } from './object-talk.js';
import { entryOf, FOLDER, type TreeEntry, withEntry } from './tree-bytes.js';
import type { Workspace } from './workspace.js';

/** What becomes of files, by path: an entry, or null to take one away. */
export type Edits = ReadonlyMap<string, TreeEntry | null>;

/** Trees kept in memory: those along some thousand paths. A pick asks for the ones that the pick before it made. */
const MOST_KEPT = 4096;

/** Reads and edits trees. Paths are Latin-1, with slashes between their parts. */
export class Trees {
  private readonly kept = new Map<string, Buffer>();
  private readonly idBytes: number;

  constructor(
    private readonly workspace: Workspace,
    private readonly objects: ObjectTalk,
  ) {
    this.idBytes = workspace.hash === 'sha1' ? 20 : 32;
  }

  /** What stands at a path of a tree (an id, or `<commit>^{tree}`): null when nothing does, undefined when that cannot be read. */
  async entryAt(tree: string, path: string): Promise<TreeEntry | null | undefined> {
    let found: TreeEntry = { mode: FOLDER, oid: tree };
    for (const name of path.split('/')) {
      if (found.mode !== FOLDER) return null;
      const bytes = await this.read(found.oid);
      if (bytes === null) return undefined;
      const next = entryOf(bytes, name, this.idBytes);
      if (next === null) return null;
      found = next;
    }
    return found;
  }

  /** The tree with these edits, folders made and emptied ones taken away as git does; null when a tree cannot be read. */
  async edit(tree: string, edits: Edits): Promise<string | null> {
    const bytes = await this.edited(tree, edits);
    return bytes && this.write(bytes);
  }

  private async edited(tree: string | null, edits: Edits): Promise<Buffer | null> {
    let bytes = tree === null ? Buffer.alloc(0) : await this.read(tree);
    if (bytes === null) return null;
    const below = new Map<string, Map<string, TreeEntry | null>>();
    for (const [path, entry] of edits) {
      const slash = path.indexOf('/');
      if (slash < 0) bytes = withEntry(bytes, path, entry, this.idBytes);
      else {
        const name = path.slice(0, slash);
        below.set(name, (below.get(name) ?? new Map()).set(path.slice(slash + 1), entry));
      }
    }
    for (const [name, inside] of below) {
      const folder = entryOf(bytes, name, this.idBytes);
      const made = await this.edited(folder?.mode === FOLDER ? folder.oid : null, inside);
      if (made === null) return null;
      const entry = made.length === 0 ? null : { mode: FOLDER, oid: await this.write(made) };
      bytes = withEntry(bytes, name, entry, this.idBytes);
    }
    return bytes;
  }

  private async write(bytes: Buffer): Promise<string> {
    const oid = await writeObject(this.workspace, 'tree', bytes);
    this.keep(oid, bytes);
    return oid;
  }

  private async read(name: string): Promise<Buffer | null> {
    const kept = this.kept.get(name);
    if (kept) return kept;
    const bytes = await this.objects.read(name);
    if (bytes) this.keep(name, bytes);
    return bytes;
  }

  private keep(name: string, bytes: Buffer): void {
    // The oldest goes: a Map keeps the order in which things came.
    const [oldest] = this.kept.keys();
    if (this.kept.size >= MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(name, bytes);
  }
}
