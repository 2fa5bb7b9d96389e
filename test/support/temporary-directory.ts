// Folders for tests, taken away when the test that asked for one ends.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const PREFIX = 'landfall-test-';
/** A run that was killed leaves its folders; the next one that starts after this many milliseconds takes them away. */
const LEFT_OVER = 3_600_000;

let swept: Promise<void> | null = null;

/** An empty folder. Within a test it goes when the test ends; in `beforeAll`, return its `remove` from the hook. */
export async function temporaryDirectory(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  swept ??= sweep();
  await swept;
  const path = await mkdtemp(join(tmpdir(), PREFIX));
  const remove = () => rm(path, { recursive: true, force: true });
  try {
    onTestFinished(remove);
  } catch {
    // Called from a hook: vitest has no later moment to offer, so the hook must return `remove`.
  }
  return { path, remove };
}

async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(tmpdir(), name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > LEFT_OVER) await rm(path, { recursive: true, force: true });
  }
}
