// Where the patches of a test lie, with everything left out that it does not care about.
import type { FilesConfig, ReaderKind } from '../../src/model/config.js';

/** What is usual for a kind, in the folder `pkg` as it lies there. */
export function filesConfig(kind: ReaderKind, given: Partial<FilesConfig> = {}): FilesConfig {
  return { kind, ref: null, path: 'pkg', strip: null, overlays: [], pruned: [], keywords: [], ...given };
}
