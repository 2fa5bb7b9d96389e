// Reads the signatures of upstream commits' lines: as earlier runs knew them, else from what is known of a diff, else by git.
import { readDiffs } from '../git/diffs.js';
import { lineSignature } from '../match/line-signature.js';
import { sketchDiff } from '../match/sketch-diff.js';
import type { LineSignature } from '../model/known.js';
import type { Means } from './context.js';

/** People do not write diffs of more bytes; such a commit has an empty signature, whatever the settings of the run that reads it. */
const MOST_BYTES = 2 ** 23;
const NOTHING: LineSignature = new Uint32Array(0);

/**
 * Calls `take` once for each commit (no merges among them) whose signature is known or can be read, in no fixed order. Returns
 * how many had to be read by git, and the ids of those that could not be.
 */
export async function readLines(
  { workspace, known, processes, progress }: Pick<Means, 'workspace' | 'known' | 'processes' | 'progress'>,
  oids: readonly string[],
  take: (oid: string, signature: LineSignature) => void,
): Promise<{ readonly read: number; readonly failed: readonly string[] }> {
  await known.lines.load?.(oids);
  const unknown = oids.filter((oid) => {
    const signature = known.lines.get(oid) ?? fromDiff(known, oid);
    if (signature) take(oid, signature);
    return !signature;
  });
  let done = 0;
  const told = () => progress(STAGE, done, unknown.length);
  // Context tells nothing here, and a moved file's lines are gone and back in the same commit: without both git has less to do.
  const options = { processes, mostBytes: MOST_BYTES, renames: false, context: 0 };
  const failed = await readDiffs(workspace, unknown, options, (oid, diff) => {
    const signature = diff === null ? NOTHING : lineSignature(sketchDiff(diff));
    known.lines.add(oid, signature);
    take(oid, signature);
    done += 1;
    told();
  });
  told();
  return { read: done, failed };
}

const STAGE = 'reading the lines of all commits';
/** The signature of a commit whose diff was read for a patch: git is not asked again. */
function fromDiff({ diffs, lines }: Means['known'], oid: string): LineSignature | undefined {
  const sketch = diffs.get(oid);
  const signature = sketch && lineSignature(sketch);
  if (signature) lines.add(oid, signature);
  return signature;
}
