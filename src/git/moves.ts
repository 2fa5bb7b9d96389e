// Whether a file that is gone from a tree may have been moved in it.
import { listTree, readBlobs } from './objects.js';
import type { ObjectTalk } from './object-talk.js';
import { Resemblance } from './resemblance.js';
import type { Workspace } from './workspace.js';

/** Searches left to git. It takes as long for a dozen files as an index of all contents takes to be made. */
export const GIT_FIRST = 10;

/** The contents of a tree, and what picks have put into it since. */
export class Moves {
  private asked = 0;
  /** Null: not all of the tree can be read. */
  private index: Promise<Resemblance | null> | null = null;
  private readonly early: string[] = [];
  private known = new Map<string, boolean>();

  constructor(
    private readonly workspace: Workspace,
    private readonly onto: string,
    private readonly searches: number,
  ) {}

  /** Tells that a blob came into a tree. */
  async add(objects: ObjectTalk, blob: string): Promise<void> {
    this.known = new Map();
    if (this.index === null) {
      this.early.push(blob);
      return;
    }
    const content = await objects.read(blob);
    if (content) (await this.index)?.add(content);
  }

  /** Could git find the file of this blob moved? True where that cannot be told. */
  async mayHaveMoved(objects: ObjectTalk, blob: string): Promise<boolean> {
    this.asked += 1;
    if (this.asked <= this.searches) return true;
    this.index ??= this.readAll();
    const index = await this.index;
    const { known } = this;
    const answer = known.get(blob) ?? (await this.resembles(objects, index, blob));
    known.set(blob, answer);
    return answer;
  }

  private async resembles(objects: ObjectTalk, index: Resemblance | null, blob: string): Promise<boolean> {
    const content = index && (await objects.read(blob));
    return index === null || content === null || index.resembles(content);
  }

  private async readAll(): Promise<Resemblance | null> {
    const index = new Resemblance();
    const files = await listTree(this.workspace, this.onto);
    const missing = new Set([...files.map(({ oid }) => oid), ...this.early]);
    await readBlobs(this.workspace, [...missing], Number.POSITIVE_INFINITY, (oid, content) => {
      missing.delete(oid);
      index.add(content);
    });
    return missing.size === 0 ? index : null;
  }
}
