// Shares a list of commits among git processes, and carries on past a commit that git cannot read.
import { type GitExit, gitFailed } from './process.js';

/** Reads one slice: yields each id once it is done, returns how git ended. */
export type SliceReader = AsyncGenerator<string, GitExit>;

/** How a list is shared: among how many processes at most, and how much of it is worth one. */
export interface Sharing {
  readonly processes: number;
  readonly worth: number;
}

/** Consecutive slices of a list that are alike in length; one that holds nothing has none. */
export function slicesOf<T>(list: readonly T[], { processes, worth }: Sharing): (readonly T[])[] {
  const count = Math.max(1, Math.min(processes, Math.floor(list.length / worth)));
  const length = Math.max(1, Math.ceil(list.length / count));
  return Array.from({ length: Math.ceil(list.length / length) }, (_, at) => list.slice(at * length, (at + 1) * length));
}

/**
 * Runs `read` over slices of `oids` side by side. git ends at the first commit whose objects are missing:
 * that one is set aside and reading goes on behind it. Returns the ids set aside, in the given order.
 * Every id must be one that git answers to, in the order given (no merges). Throws LandfallError `world` when git was killed.
 */
export async function readInSlices(
  oids: readonly string[],
  sharing: Sharing,
  read: (slice: readonly string[]) => SliceReader,
): Promise<string[]> {
  const unreadable = await Promise.all(slicesOf(oids, sharing).map((slice) => readPastFailures(slice, read)));
  return unreadable.flat();
}

async function readPastFailures(
  oids: readonly string[],
  read: (slice: readonly string[]) => SliceReader,
): Promise<string[]> {
  const unreadable: string[] = [];
  let rest = oids;
  while (rest.length > 0) {
    const { done, exit } = await readAll(rest, read);
    if (exit.code === 0) break;
    const [suspect, next] = [rest[done], rest[done + 1]];
    if (suspect === undefined) break;
    // A tree that is missing ends git before it names the commit: then the commit named last is sound, and the next one is not.
    const sound = next !== undefined && (await readAll([suspect], read)).exit.code === 0;
    unreadable.push(sound ? next : suspect);
    rest = rest.slice(done + (sound ? 2 : 1));
  }
  return unreadable;
}

/** How many ids were done before git ended, and how it ended. */
async function readAll(
  oids: readonly string[],
  read: (slice: readonly string[]) => SliceReader,
): Promise<{ done: number; exit: GitExit }> {
  const reader = read(oids);
  for (let done = 0; ; done++) {
    const step = await reader.next();
    if (!step.done) continue;
    if (step.value.code < 0) throw gitFailed(['diff-tree'], step.value);
    return { done, exit: step.value };
  }
}
