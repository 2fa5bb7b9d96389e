// Git's object ids, computed here: what a commit is called must be known while its story is still being told.
import { createHash } from 'node:crypto';
import { bytesOfByteString } from './bytes.js';

export type ObjectFormat = 'sha1' | 'sha256';

/** The id that git gives an object of this type and content. */
export function objectId(format: ObjectFormat, type: 'blob' | 'tree' | 'commit' | 'tag', content: Buffer): string {
  return createHash(format).update(`${type} ${content.length}\0`).update(content).digest('hex');
}

/** The id of a tree. Entries may come in any order; their names are byte strings. */
export function treeId(
  format: ObjectFormat,
  entries: Iterable<readonly [string, { mode: string; oid: string }]>,
): string {
  // Git sorts a folder as if its name ended in a slash.
  const named = [...entries].map(([name, entry]) => ({ name, entry, key: entry.mode === '40000' ? `${name}/` : name }));
  named.sort((a, b) => (a.key < b.key ? -1 : 1));
  const parts = named.flatMap(({ name, entry }) => [
    bytesOfByteString(`${entry.mode} ${name}\0`),
    Buffer.from(entry.oid, 'hex'),
  ]);
  return objectId(format, 'tree', Buffer.concat(parts));
}
