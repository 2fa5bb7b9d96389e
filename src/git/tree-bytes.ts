// A tree object as git keeps it: `<mode> <name>\0<id>`, over and over, in git's order. Names are Latin-1: bytes as they are.

/** What a name in a tree stands for: git's octal mode without leading zeros, and an id. */
export interface TreeEntry {
  readonly mode: string;
  readonly oid: string;
}

/** The mode of a folder. */
export const FOLDER = '40000';

/** Names that are the same bytes in every encoding. */
export const PLAIN = /^[\x20-\x7e]+$/;

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

/** All entries by name. */
export function entriesByName(tree: Buffer, idBytes: number): Map<string, TreeEntry> {
  return new Map([...entriesOf(tree, idBytes)].map((entry) => [entry.name, entry]));
}

/** A tree of nothing but these files (null: none at that place), named by their places. */
export function numberedTree(entries: readonly (TreeEntry | null)[]): Buffer {
  return Buffer.concat(entries.flatMap((entry, place) => (entry ? entryBytes(placeName(place), entry) : [])));
}

/** The name of the file at a place of such a tree: as long for each as for any, as names in a tree are in order. */
export function placeName(place: number): string {
  return `${place}`.padStart(NAME_DIGITS, '0');
}

const NAME_DIGITS = 9;

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
