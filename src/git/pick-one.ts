// One pick onto a tree: file by file in memory where that gives what git would give, by git where it may not.
import { decodeText } from '../patch/decode.js';
import type { RawChange } from './changes.js';
import type { ContentMerges } from './merge-contents.js';
import { MergeTalk } from './merge-talk.js';
import type { Moves } from './moves.js';
import { ObjectTalk } from './object-talk.js';
import { type FileFate, fateOf } from './pick-file.js';
import { gatherGit } from './process.js';
import { writeStandIn } from './stand-in.js';
import type { TreeEntry } from './tree-bytes.js';
import { Trees } from './trees.js';
import type { Workspace } from './workspace.js';

/** What a pick makes of a tree; when it is not clean that is the tree it was picked onto. */
export interface PickOutcome {
  readonly tree: string;
  readonly clean: boolean;
  readonly conflicts: readonly string[];
}

/** Picks one commit after the other, with two git processes that stay. */
export class OnePicker {
  private readonly objects: ObjectTalk;
  private readonly trees: Trees;
  private readonly merges: MergeTalk;

  constructor(
    private readonly workspace: Workspace,
    private readonly moves: Moves,
    private readonly contents: ContentMerges,
  ) {
    this.objects = new ObjectTalk(workspace);
    this.trees = new Trees(workspace, this.objects);
    this.merges = new MergeTalk(workspace);
  }

  /** Picks a commit by its change against `parent`; null when git cannot. `changes` is null where they are not known. */
  async pick(
    tree: string,
    commit: string,
    parent: string,
    changes: readonly RawChange[] | null,
  ): Promise<PickOutcome | null> {
    return (changes && (await this.byFile(tree, parent, changes))) ?? (await this.byGit(tree, commit, parent));
  }

  /** Ends both processes. */
  async end(): Promise<void> {
    await Promise.all([this.objects.end(), this.merges.end()]);
  }

  /** The outcome where each file can be looked at alone; else null. */
  private async byFile(tree: string, parent: string, changes: readonly RawChange[]): Promise<PickOutcome | null> {
    if (!standAlone(changes)) return null;
    const fates = new Map<string, FileFate>();
    for (const change of changes) {
      const fate = await this.fateOf(tree, parent, change);
      if (fate.fate === 'ask') return null;
      fates.set(change.path, fate);
    }
    const conflicts: string[] = [];
    const edits = new Map<string, TreeEntry | null>();
    for (const [path, fate] of fates) {
      if (fate.fate === 'conflict') conflicts.push(path);
      if (fate.fate === 'edit') edits.set(path, fate.entry);
      if (fate.fate !== 'contents') continue;
      const oid = await this.contents.merge(this.merges, this.objects, fate.contents);
      if (oid === null) return null;
      if (oid === 'conflict') conflicts.push(path);
      else edits.set(path, { mode: fate.contents.mode, oid });
    }
    if (conflicts.length > 0) return { tree, clean: false, conflicts };
    const edited = edits.size === 0 ? tree : await this.trees.edit(tree, edits);
    if (edited === null) return null;
    for (const entry of edits.values()) if (entry) await this.moves.add(this.objects, entry.oid);
    return { tree: edited, clean: true, conflicts };
  }

  private async fateOf(tree: string, parent: string, change: RawChange): Promise<FileFate> {
    const fate = await fateOf(this.trees, tree, parent, change);
    if (fate.fate !== 'gone') return fate;
    return { fate: (await this.moves.mayHaveMoved(this.objects, change.oldBlob)) ? 'ask' : fate.unmoved };
  }

  private async byGit(tree: string, commit: string, parent: string): Promise<PickOutcome | null> {
    const merged = await this.merges.merge(await writeStandIn(this.workspace, tree, parent), commit);
    if (merged === null) return null;
    const conflicts = merged.conflicts.map(textOf);
    if (!merged.clean || merged.tree === tree) return { tree, clean: merged.clean, conflicts };
    for (const blob of await newBlobs(this.workspace, tree, merged.tree)) await this.moves.add(this.objects, blob);
    return { tree: merged.tree, clean: true, conflicts };
  }
}

/** Blobs that a tree holds where another holds others. */
async function newBlobs(workspace: Workspace, from: string, to: string): Promise<string[]> {
  const args = ['diff-tree', '-r', '--raw', '--no-abbrev', '--no-renames', '--diff-filter=d', from, to];
  const listing = await gatherGit(args, workspace.run);
  return listing.toString('latin1').match(/(?<=^:\d+ \d+ [0-9a-f]+ )[0-9a-f]+/gm) ?? [];
}

/** Can the files of a patch be looked at one by one? What it takes away may be what it adds elsewhere; names beyond ASCII are git's. */
function standAlone(changes: readonly RawChange[]): boolean {
  const moves = changes.some(({ status }) => status === 'A') && changes.some(({ status }) => status === 'D');
  return !moves && changes.every(({ path }) => /^[\x20-\x7e]+$/.test(path));
}

function textOf(path: string): string {
  return decodeText(Buffer.from(path, 'latin1'));
}
