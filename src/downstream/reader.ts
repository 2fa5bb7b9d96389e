// What a reader is: it finds patches in files, in the order in which they are applied, and says what it could not read.
import type { FileTree } from '../git/tree-files.js';
import type { FilesConfig, ReaderKind } from '../model/config.js';
import type { Person } from '../model/patch.js';
import type { RawFile } from '../patch/raw-patch.js';

/** A whole file that a patch puts in place; content null takes it away. */
export interface WholeFile {
  readonly path: string;
  readonly content: Buffer | null;
}

/** A patch as it was found. */
export interface FoundPatch {
  /** The file that holds it, from the root of the tree, and the line at which it begins there. */
  readonly path: string;
  readonly line: number;
  /** Subject, body and trailers as in a commit message: declared facts are read from it like from any other. */
  readonly message: string;
  /** Null where the patch names none. */
  readonly author: Person | null;
  /** Seconds since 1970, or null where the patch names none. */
  readonly date: number | null;
  readonly files: readonly RawFile[];
  readonly wholes: readonly WholeFile[];
  /** True when a change stands in it that could not be read. */
  readonly lost: boolean;
}

/** A file and line at which something could not be read, or should be known. */
export interface Remark {
  readonly path: string;
  /** From 1; 0 for a whole file or folder. */
  readonly line: number;
  readonly says: string;
  /** Left out: a warning. An error: patches are missing, and all figures are too small. */
  readonly severity?: 'info' | 'error';
}

/** What a package says it is made of. */
export interface Pin {
  /** A commit or tag of upstream, as written; or a version such as `gdb-8.2.1`. */
  readonly text: string;
  readonly path: string;
  readonly line: number;
}

/** What a reader found. */
export interface PatchSet {
  /** In the order in which they are applied. */
  readonly patches: readonly FoundPatch[];
  /** What names the base, most telling first. */
  readonly pins: readonly Pin[];
  readonly remarks: readonly Remark[];
}

/** Upstream, for readers that compare trees. */
export interface UpstreamFiles {
  /** Release tags, oldest first. */
  readonly releases: readonly { readonly name: string; readonly commit: string }[];
  /** The commit that the config names as base, or null. */
  readonly base: string | null;
  /** Files of an upstream commit: paths and blob ids. */
  readonly list: (commit: string) => Promise<readonly { readonly path: string; readonly oid: string }[]>;
  /** Contents of upstream blobs by id. */
  readonly read: (oids: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
}

/** One way of keeping patches in files. It reads what it is given, and nothing else. */
export interface PatchReader {
  readonly kind: ReaderKind;
  /** Never throws for what stands in the files: that becomes a remark. */
  readonly read: (tree: FileTree, files: FilesConfig, upstream: UpstreamFiles) => Promise<PatchSet>;
}
