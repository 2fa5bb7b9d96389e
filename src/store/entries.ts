// Named bytes, many in one: an index of names and lengths, then the bytes one behind the other.

/** Entries as they lie in a file. */
export interface PackedEntries {
  /** Bytes of the index, with which the rest begins. */
  readonly indexBytes: number;
  /** The index, and then what was given: nothing is copied. */
  readonly pieces: readonly Buffer[];
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
  return { indexBytes: index.length, pieces: [index, ...entries.values()] };
}

/** What was packed, in one piece. Throws where `bytes` are no such entries. */
export function unpackEntries({ indexBytes, bytes }: { indexBytes: number; bytes: Buffer }): Entries {
  const values = bytes.subarray(indexBytes);
  const index = JSON.parse(bytes.toString('latin1', 0, indexBytes)) as [string, number][];
  // Numbers side by side: a pair of them for each name would take more than the names.
  const places = new Map<string, number>();
  const starts = new Float64Array(index.length + 1);
  index.forEach(([name, length], place) => {
    places.set(name, place);
    starts[place + 1] = (starts[place] ?? 0) + length;
  });
  const at = (place: number) => values.subarray(starts[place], starts[place + 1]);
  return {
    size: places.size,
    get: (name) => {
      const place = places.get(name);
      return place === undefined ? undefined : at(place);
    },
    all: function* () {
      for (const [name, place] of places) yield [name, at(place)];
    },
  };
}
