// Shares a list of commits among git processes, and carries on past a commit that git cannot read.
import { type GitExit, gitFailed } from './process.js';

/** Reads one slice: yields each id once it is done, returns how git ended. */
export type SliceReader = AsyncGenerator<string, GitExit>;

/**
 * Runs `read` over consecutive slices of `oids` side by side, each of at least `worth` where there are several. git ends at the first commit whose objects are missing:
 * that one is set aside and reading goes on behind it. Returns the ids set aside, in the given order.
 * Every id must be one that git answers to, in the order given (no merges). Throws LandfallError `world` when git was killed.
 */
export async function readInSlices(
  oids: readonly string[],
  { processes, worth }: { readonly processes: number; readonly worth: number },
  read: (slice: readonly string[]) => SliceReader,
): Promise<string[]> {
  const count = Math.max(1, Math.min(processes, Math.floor(oids.length / worth)));
  const length = Math.ceil(oids.length / count);
  const slices = Array.from({ length: count }, (_, index) => oids.slice(index * length, (index + 1) * length));
  const unreadable = await Promise.all(slices.map((slice) => readPastFailures(slice, read)));
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
