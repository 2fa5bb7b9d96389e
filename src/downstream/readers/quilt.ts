// quilt: a `series` file that names patches in the order in which they are applied.
import type { PatchReader } from '../reader.js';
import { readSeries } from '../read-series.js';

/** Reads the series at the path, or in a folder `patches` below it. */
export const quilt: PatchReader = {
  kind: 'quilt',
  read: async (tree, files) => {
    const strip = files.strip ?? 1;
    for (const folder of [files.path, [files.path, 'patches'].filter((part) => part !== '').join('/')]) {
      const found = await readSeries(tree, folder, strip);
      if (found) return { ...found, pins: [] };
    }
    return { patches: [], pins: [], remarks: [{ path: files.path, line: 1, says: 'there is no series file' }] };
  },
};
