// The deep index of one project: the lines of all upstream commits in its range, read once and kept for later runs.
import { progressOf } from './gather/context.js';
import { readLines } from './gather/read-lines.js';
import { openProject } from './gather/open-project.js';
import { walkStack } from './gather/walk-stack.js';
import { listSingles } from './git/commits.js';
import { openWorkspace } from './git/workspace.js';
import { type LineSignature, NOTHING_KNOWN } from './model/known.js';
import { type Tracked, type TrackOptions, upstreamToRead } from './track.js';

/** How much of a project's range the index has; counts are of commits without merges. */
export interface Deepened {
  readonly commits: number;
  /** Those whose lines are known now, and how many of these git read just now. */
  readonly known: number;
  readonly read: number;
  /** Those that could not be read for want of objects. */
  readonly failed: number;
  /** Bytes of what is known of them. */
  readonly bytes: number;
}

/**
 * Looks how much of a project's range is indexed and, with `deep`, reads what is missing. `since` (seconds) leaves out commits that
 * are older. What is read is kept in steps; the last of them when this returns or throws. Throws LandfallError when the project
 * cannot be read.
 */
export async function deepen(
  { project }: Tracked,
  options: TrackOptions,
  { deep, since }: { readonly deep: boolean; readonly since: number },
): Promise<Deepened> {
  const opened = await openProject(project);
  const upstream = upstreamToRead(opened);
  const { downstream } = opened;
  const { limits } = project.settings;
  const known = (await options.known?.(upstream.repository)) ?? NOTHING_KNOWN;
  const workspace = await openWorkspace([upstream.repository, ...downstream.repositories], options.signal);
  const progress = progressOf(project.name, options.progress);
  try {
    const { below } = await walkStack(workspace, upstream, downstream, limits);
    const cut = new Set(workspace.cut);
    const listed = await listSingles(workspace, [upstream.tip, ...upstream.next.map(({ oid }) => oid)], below, since);
    const commits = listed.filter((oid) => !cut.has(oid));
    const means = { workspace, known, progress, processes: limits.processes || options.cores };
    return { commits: commits.length, ...(await lookOrRead(means, commits, deep)) };
  } finally {
    await known.keep();
    await workspace.close();
  }
}

/** What is known of the commits, after those that are missing were read where that is asked for. */
async function lookOrRead(
  means: Parameters<typeof readLines>[0],
  commits: readonly string[],
  deep: boolean,
): Promise<Omit<Deepened, 'commits'>> {
  let [known, bytes] = [0, 0];
  const count = (signature: LineSignature | undefined) => {
    if (!signature) return;
    known += 1;
    bytes += signature.byteLength;
  };
  if (deep) {
    const { read, failed } = await readLines(means, commits, (_, signature) => count(signature));
    return { known, bytes, read, failed: failed.length };
  }
  await means.known.lines.load?.(commits);
  for (const oid of commits) count(means.known.lines.get(oid));
  return { known, bytes, read: 0, failed: 0 };
}
