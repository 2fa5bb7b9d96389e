// Lets a repository borrow the objects of others, without writing into those.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names the object stores (absolute paths) whose objects the store at `objects` borrows. */
export async function writeAlternates(objects: string, stores: readonly string[]): Promise<void> {
  await writeFile(join(objects, 'info', 'alternates'), stores.map((store) => `${quoted(store)}\n`).join(''));
}

/** info/alternates takes C-style quoting for paths that hold a line end or begin with a quote or a hash mark. */
function quoted(path: string): string {
  return /^["#]|\n/.test(path) ? `"${path.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"` : path;
}
