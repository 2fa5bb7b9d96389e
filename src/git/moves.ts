// Where files that are gone from a tree may have been moved to in it.
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
  /** The blobs of the index, in its order. */
  private readonly blobs: string[] = [];
  private readonly paths = new Map<string, string[]>();
  private known = new Map<string, readonly string[] | null>();

  constructor(
    private readonly workspace: Workspace,
    private readonly onto: string,
    private readonly searches: number,
  ) {}

  /** Tells that a blob came into a tree. */
  async add(objects: ObjectTalk, path: string, blob: string): Promise<void> {
    this.known = new Map();
    this.place(path, blob);
    if (this.index === null) return;
    const content = await objects.read(blob);
    const index = await this.index;
    if (content && index) this.hold(index, blob, content);
  }

  /**
   * Paths at which git could find the file of this blob moved: what stands there was alike once. Null where that cannot
   * be told.
   */
  async whereTo(objects: ObjectTalk, blob: string): Promise<readonly string[] | null> {
    this.asked += 1;
    if (this.asked <= this.searches) return null;
    this.index ??= this.readAll();
    const index = await this.index;
    const { known } = this;
    const told = known.get(blob);
    if (told !== undefined) return told;
    const content = index && (await objects.read(blob));
    const alike = index && content && index.resembling(content);
    const answer = alike && [...new Set(alike.flatMap((at) => this.paths.get(this.blobs[at] ?? '') ?? []))];
    known.set(blob, answer);
    return answer;
  }

  private async readAll(): Promise<Resemblance | null> {
    const index = new Resemblance();
    for (const { path, oid } of await listTree(this.workspace, this.onto)) this.place(path, oid);
    const missing = new Set(this.paths.keys());
    await readBlobs(this.workspace, [...missing], Number.POSITIVE_INFINITY, (oid, content) => {
      missing.delete(oid);
      this.hold(index, oid, content);
    });
    return missing.size === 0 ? index : null;
  }

  private place(path: string, blob: string): void {
    this.paths.set(blob, [...(this.paths.get(blob) ?? []), path]);
  }

  private hold(index: Resemblance, blob: string, content: Buffer): void {
    index.add(content);
    this.blobs.push(blob);
  }
}
