// Objects written into the scratch store by us, as git would write them loose: a git process each would cost more than the object.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Workspace } from './workspace.js';

/** Writes an object and returns its id. `body` is what git hashes behind its header. */
export async function writeObject(workspace: Workspace, kind: 'commit' | 'tree', body: Buffer): Promise<string> {
  const object = Buffer.concat([Buffer.from(`${kind} ${body.length}\0`), body]);
  const oid = createHash(workspace.hash).update(object).digest('hex');
  const folder = join(workspace.dir, 'objects', oid.slice(0, 2));
  // Not with its parents: a workspace that was closed must not come back.
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  // Two who write the same object at once must not read each other's half.
  const draft = join(folder, `tmp_obj_${randomUUID()}`);
  await writeFile(draft, deflateSync(object, { level: FASTEST }));
  await rename(draft, join(folder, oid.slice(2)));
  return oid;
}

/** zlib's level: what is written here is read once or twice, and thrown away. */
const FASTEST = 1;
