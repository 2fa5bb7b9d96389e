// Named bytes, many in one: an index of names and lengths, then the bytes one behind the other.

/** Entries as they lie in a file. */
export interface PackedEntries {
  /** Bytes of the index, with which the rest begins. */
  readonly indexBytes: number;
  readonly bytes: Buffer;
}

/** Entries that were read: views into the file, nothing is copied. */
export interface Entries {
  readonly size: number;
  readonly get: (name: string) => Buffer | undefined;
  readonly all: () => Iterable<[string, Buffer]>;
}

/** Packs entries; names are ASCII. */
export function packEntries(entries: ReadonlyMap<string, Buffer>): PackedEntries {
  const index = Buffer.from(JSON.stringify([...entries].map(([name, value]) => [name, value.length])), 'latin1');
  return { indexBytes: index.length, bytes: Buffer.concat([index, ...entries.values()]) };
}

/** What was packed. Throws where `bytes` are no such entries. */
export function unpackEntries({ indexBytes, bytes }: PackedEntries): Entries {
  const values = bytes.subarray(indexBytes);
  const index = JSON.parse(bytes.toString('latin1', 0, indexBytes)) as [string, number][];
  const places = new Map<string, readonly [number, number]>();
  let start = 0;
  for (const [name, length] of index) {
    places.set(name, [start, start + length]);
    start += length;
  }
  const at = ([from, to]: readonly [number, number]) => values.subarray(from, to);
  return {
    size: places.size,
    get: (name) => {
      const place = places.get(name);
      return place && at(place);
    },
    all: function* () {
      for (const [name, place] of places) yield [name, at(place)];
    },
  };
}
