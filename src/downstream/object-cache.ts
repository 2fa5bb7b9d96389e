// What patch sets ask of git: each answer is kept, as the many states of a set ask for the same bases, files and dates.
import { readDates } from '../git/commits.js';
import { listTree, readBlobs, type TreeFile } from '../git/objects.js';
import { listRefs, type Repository, resolveCommit } from '../git/repository.js';
import type { Workspace } from '../git/workspace.js';
import type { Tag } from './pinned-base.js';

/** Bytes of contents that are kept at most: far more than the patches of any package, and little for a machine. */
const MOST_KEPT = 134_217_728;

const TAG = /^refs\/tags\//;

/** Answers of one run. Contents larger than `mostBytes` are not read. */
export class ObjectCache {
  private readonly blobs = new Map<string, Buffer>();
  private kept = 0;

  /** The upstream commit that a revision names, or null. */
  readonly commitOf: (revision: string) => Promise<string | null>;
  /** Files of a commit by path. Rejects with LandfallError `world` when its tree cannot be read. */
  readonly filesOf: (commit: string) => Promise<ReadonlyMap<string, TreeFile>>;
  /** Committer's date of a commit in seconds; 0 when it is missing. */
  readonly dateOf: (commit: string) => Promise<number>;
  private readonly tagsOf: (path: string) => Promise<readonly Tag[]>;

  constructor(
    private readonly workspace: Workspace,
    private readonly upstream: Repository,
    private readonly mostBytes: number,
  ) {
    this.commitOf = once((revision) => resolveCommit(upstream, revision));
    this.filesOf = once(
      async (commit) => new Map((await listTree(workspace, commit)).map((file) => [file.path, file])),
    );
    this.dateOf = once(async (commit) => (await readDates(workspace, [commit])).get(commit) ?? 0);
    this.tagsOf = once(async () =>
      (await listRefs(upstream))
        .filter((ref) => TAG.test(ref.name))
        .map((ref) => ({ name: ref.name.replace(TAG, ''), commit: ref.commit })),
    );
  }

  /** All tags of upstream, releases or not. */
  tags(): Promise<readonly Tag[]> {
    return this.tagsOf(this.upstream.path);
  }

  /** Contents of blobs by id, of those that can be read and are not too large. */
  async contents(oids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const found = new Map(oids.flatMap((oid) => this.keptAs(oid)));
    const missing = [...new Set(oids)].filter((oid) => !found.has(oid));
    if (missing.length === 0) return found;
    await readBlobs(this.workspace, missing, this.mostBytes, (oid, content) => {
      const own = Buffer.from(content);
      found.set(oid, own);
      this.keep(oid, own);
    });
    return found;
  }

  private keptAs(oid: string): [string, Buffer][] {
    const content = this.blobs.get(oid);
    return content ? [[oid, content]] : [];
  }

  private keep(oid: string, content: Buffer): void {
    this.kept += content.length;
    if (this.kept > MOST_KEPT) {
      this.blobs.clear();
      this.kept = content.length;
    }
    this.blobs.set(oid, content);
  }
}

/** Asks once for each key; answers that failed are not asked for again. */
function once<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const answer = answers.get(key) ?? ask(key);
    answers.set(key, answer);
    return answer;
  };
}
