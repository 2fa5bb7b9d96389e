// A tree object as git keeps it: `<mode> <name>\0<id>`, over and over, in git's order. Names are Latin-1: bytes as they are.

/** What a name in a tree stands for: git's octal mode without leading zeros, and an id. */
export interface TreeEntry {
  readonly mode: string;
  readonly oid: string;
}

/** The mode of a folder. */
export const FOLDER = '40000';

const [SPACE, NUL] = [32, 0];

interface Placed extends TreeEntry {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The entry of that name, or null. `idBytes` is the length of an id: 20 or 32. */
export function entryOf(tree: Buffer, name: string, idBytes: number): TreeEntry | null {
  for (const entry of entriesOf(tree, idBytes)) if (entry.name === name) return entry;
  return null;
}

/** An entry as a tree holds it. */
export function entryBytes(name: string, { mode, oid }: TreeEntry): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(oid, 'hex')]);
}

/** The tree with that entry in it, in the place of another of its name; without one, when `entry` is null. */
export function withEntry(tree: Buffer, name: string, entry: TreeEntry | null, idBytes: number): Buffer {
  const pieces: Buffer[] = [];
  const own = entry && entryBytes(name, entry);
  const key = entry && orderOf(name, entry.mode);
  let at = 0;
  let placed = own === null;
  for (const each of entriesOf(tree, idBytes)) {
    if (own && !placed && key !== null && orderOf(each.name, each.mode) >= key) {
      pieces.push(tree.subarray(at, each.start), own);
      at = each.start;
      placed = true;
    }
    if (each.name === name) {
      pieces.push(tree.subarray(at, each.start));
      at = each.end;
    }
  }
  pieces.push(tree.subarray(at));
  if (own && !placed) pieces.push(own);
  return Buffer.concat(pieces);
}

/** git sorts by bytes, and folders as if a slash stood behind them. */
function orderOf(name: string, mode: string): string {
  return mode === FOLDER ? `${name}/` : name;
}

function* entriesOf(tree: Buffer, idBytes: number): Generator<Placed> {
  for (let start = 0; start < tree.length; ) {
    const space = tree.indexOf(SPACE, start);
    const nul = tree.indexOf(NUL, space);
    const end = nul + 1 + idBytes;
    yield {
      mode: tree.toString('latin1', start, space),
      name: tree.toString('latin1', space + 1, nul),
      oid: tree.toString('hex', nul + 1, end),
      start,
      end,
    };
    start = end;
  }
}
