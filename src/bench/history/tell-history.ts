// The generated history: an upstream project with topics, merges and releases, and a stack of patches on its first state.
import { chance } from './chance.js';
import { planStack } from './landings.js';
import { firstFiles } from './source-tree.js';
import { tellStack } from './tell-stack.js';
import { UpstreamTeller } from './tell-upstream.js';
import { Writer } from './writer.js';

export interface HistorySize {
  /** Upstream commits on top of the first one. */
  readonly commits: number;
  readonly files: number;
  readonly patches: number;
}

/** The branch that patches land on. */
export const UPSTREAM_REF = 'refs/heads/main';
/** The branch that carries them. */
export const PATCHES_REF = 'refs/heads/local';

/** Commits that are told before their contents are written: some 200 MB of them, however long the history is. */
const COMMITS_AT_ONCE = 40_000;

/** The `git fast-import` stream of the whole history. Equal sizes give equal bytes. */
export function* tellHistory(size: HistorySize): Generator<Buffer> {
  const luck = chance(size.commits + size.files + size.patches);
  const files = firstFiles(luck, size.files);
  const plan = planStack(luck, files, size.patches, size.commits);
  const writer = new Writer(luck, size.commits);
  const first = writer.commit({ ref: UPSTREAM_REF, number: 0, says: 'Import', parents: [], files });
  tellStack(writer, plan.patches, PATCHES_REF, first);
  const upstream = new UpstreamTeller(writer, luck, files, UPSTREAM_REF, first);
  for (let number = 1; number <= size.commits; number++) {
    upstream.tell(number, plan.landings.get(number) ?? null);
    if (number % COMMITS_AT_ONCE === 0) yield* writer.take();
  }
  yield* writer.take();
  yield Buffer.from('done\n');
}
