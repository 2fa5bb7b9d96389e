// One pick onto a tree: file by file in memory where that gives what git would give, by git where it may not.
import { decodeText } from '../patch/decode.js';
import type { RawChange } from './changes.js';
import type { ContentMerges, Contents } from './merge-contents.js';
import { type MayBeMoved, mergeMoved } from './merge-moved.js';
import { MergeTalk } from './merge-talk.js';
import type { MergeTools } from './merge-trees.js';
import type { Moves } from './moves.js';
import { ObjectTalk } from './object-talk.js';
import { type FileFate, fateOf, fateOfGone, same } from './pick-file.js';
import { writeStandIn } from './stand-in.js';
import { PLAIN, type TreeEntry } from './tree-bytes.js';
import { TreeTalk } from './tree-talk.js';
import { Trees } from './trees.js';
import type { Workspace } from './workspace.js';

/** What a pick makes of a tree; when it is not clean that is the tree it was picked onto. */
export interface PickOutcome {
  readonly tree: string;
  readonly clean: boolean;
  readonly conflicts: readonly string[];
}

/** A commit to pick whose changes against its parent are known. */
export interface KnownPick {
  readonly parent: string;
  readonly changes: readonly RawChange[];
}

/** What comes of one file: nothing, a conflict at a path, or an entry put there (null takes it away). */
interface Settled {
  readonly conflict?: string;
  readonly edit?: readonly [string, TreeEntry | null];
}

/** Picks one commit after the other, with git processes that stay. */
export class OnePicker {
  private readonly trees: Trees;
  private readonly tools: MergeTools;
  /** What is gone from a tree, and all that is not. */
  private readonly gone: TreeTalk;
  private readonly come: TreeTalk;

  constructor(
    workspace: Workspace,
    private readonly moves: Moves,
    private readonly contents: ContentMerges,
  ) {
    const objects = new ObjectTalk(workspace);
    this.tools = { workspace, objects, merges: new MergeTalk(workspace) };
    this.trees = new Trees(workspace, objects);
    this.gone = new TreeTalk(workspace, 'D');
    this.come = new TreeTalk(workspace, 'd');
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

  /** Merges the contents that these picks will ask for should the tree stay as it is, all in one question to git. */
  async prepare(tree: string, picks: readonly KnownPick[]): Promise<void> {
    const wanted: Contents[] = [];
    for (const { parent, changes } of picks) {
      for (const change of standAlone(changes) ? changes : []) {
        const fate = await fateOf(this.trees, tree, parent, change);
        if (fate.fate === 'contents') wanted.push(fate.contents);
      }
    }
    await this.contents.mergeAhead(this.tools, wanted);
  }

  /** Ends its processes. */
  async end(): Promise<void> {
    await Promise.all([this.tools.objects.end(), this.tools.merges.end(), this.gone.end(), this.come.end()]);
  }

  /** The outcome where each file can be looked at alone; else null. */
  private async byFile(tree: string, parent: string, changes: readonly RawChange[]): Promise<PickOutcome | null> {
    const fates = standAlone(changes) ? await this.fatesOf(tree, parent, changes) : null;
    if (fates === null) return null;
    const conflicts: string[] = [];
    const edits = new Map<string, TreeEntry | null>();
    for (const [path, fate] of fates) {
      const settled = await this.settle(path, fate);
      if (settled === null) return null;
      if (settled.conflict !== undefined) conflicts.push(settled.conflict);
      else if (settled.edit) edits.set(...settled.edit);
    }
    // In the order in which git names them.
    if (conflicts.length > 0) return { tree, clean: false, conflicts: conflicts.sort() };
    const edited = edits.size === 0 ? tree : await this.trees.edit(tree, edits);
    if (edited === null) return null;
    for (const [path, entry] of edits) if (entry) await this.moves.add(this.tools.objects, path, entry.oid);
    return { tree: edited, clean: true, conflicts };
  }

  /** What becomes of each file by itself; null where that cannot be told. */
  private async fatesOf(
    tree: string,
    parent: string,
    changes: readonly RawChange[],
  ): Promise<Map<string, FileFate> | null> {
    const fates = new Map<string, FileFate>();
    for (const change of changes) {
      const fate = await this.fateOf(tree, parent, change);
      if (fate.fate === 'ask') return null;
      fates.set(change.path, fate);
    }
    return (await this.mayPair(tree, parent, fates)) ? fates : null;
  }

  /** Would git pair each file with the one it may have been moved to, should the two be alike? */
  private async mayPair(tree: string, parent: string, fates: ReadonlyMap<string, FileFate>): Promise<boolean> {
    const pairs = [...fates].flatMap(([from, fate]) => (fate.fate === 'moved' ? [{ from, ...fate }] : []));
    if (pairs.length === 0) return true;
    // Two files for one place: the one that is more like it gets it.
    if (new Set(pairs.map(({ path }) => path)).size < pairs.length) return false;
    // A file that went there as it was comes before all that are only alike.
    const from = await this.tools.objects.find(`${parent}^{tree}`);
    if (from === null) return false;
    const gone = await this.gone.changes(from.oid, tree);
    return pairs.every(({ from, move }) =>
      gone.every(({ path, oldBlob }) => path === from || oldBlob !== move.ours.oid),
    );
  }

  private async fateOf(tree: string, parent: string, change: RawChange): Promise<FileFate> {
    const fate = await fateOf(this.trees, tree, parent, change);
    if (fate.fate !== 'gone') return fate;
    const paths = await this.moves.whereTo(this.tools.objects, change.oldBlob);
    return paths ? fateOfGone(this.trees, tree, parent, change, paths) : { fate: 'ask' };
  }

  /** The file that conflicts, or what is put where; null where git cannot read it. */
  private async settle(path: string, fate: FileFate): Promise<Settled | null> {
    if (fate.fate === 'conflict') return { conflict: path };
    if (fate.fate === 'edit') return { edit: [path, fate.entry] };
    if (fate.fate === 'contents') return this.settleContents(path, fate.contents);
    return fate.fate === 'moved' ? this.settleMove(path, fate.path, fate.move) : {};
  }

  private async settleContents(path: string, contents: Contents): Promise<Settled | null> {
    const oid = await this.contents.merge(this.tools, contents);
    if (oid === null) return null;
    return oid === 'conflict' ? { conflict: path } : { edit: [path, { mode: contents.mode, oid }] };
  }

  private async settleMove(from: string, to: string, move: MayBeMoved): Promise<Settled | null> {
    const merged = await mergeMoved(this.tools, move);
    if (merged === null) return null;
    if (merged.conflict !== null) return { conflict: merged.conflict === 'from' ? from : to };
    return same(merged.to, move.ours) ? {} : { edit: [to, merged.to] };
  }

  private async byGit(tree: string, commit: string, parent: string): Promise<PickOutcome | null> {
    const { workspace, objects, merges } = this.tools;
    const merged = await merges.merge(await writeStandIn(workspace, tree, parent), commit);
    if (merged === null) return null;
    const conflicts = merged.conflicts.map(textOf);
    if (!merged.clean || merged.tree === tree) return { tree, clean: merged.clean, conflicts };
    for (const { path, newBlob } of await this.come.changes(tree, merged.tree))
      await this.moves.add(objects, path, newBlob);
    return { tree: merged.tree, clean: true, conflicts };
  }
}

/** Can the files of a patch be looked at one by one? What it takes away may be what it adds elsewhere; names beyond ASCII are git's. */
function standAlone(changes: readonly RawChange[]): boolean {
  const moves = changes.some(({ status }) => status === 'A') && changes.some(({ status }) => status === 'D');
  return !moves && changes.every(({ path }) => PLAIN.test(path));
}

function textOf(path: string): string {
  return decodeText(Buffer.from(path, 'latin1'));
}
