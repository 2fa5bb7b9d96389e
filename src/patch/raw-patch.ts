// A patch as it is written, byte for byte: what is needed to apply it, which the parsed form has lost.
import type { FileChange, Hunk } from '../model/patch.js';
import { decodeText } from './decode.js';
import { lineKey } from './line-key.js';
import { opaqueOf } from './opaque.js';

/** One hunk; each line holds its sign and its bytes as Latin-1, `\` lines among them. */
export interface RawHunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly section: string;
  readonly lines: readonly string[];
}

export interface RawFile {
  /** Where in its text it begins, from 1. */
  readonly line: number;
  /** Paths in upstream's tree that its header may mean, likeliest first; empty when it names none. */
  readonly names: readonly string[];
  /** The path it had before, when the patch renames it. */
  readonly from: string | null;
  readonly added: boolean;
  readonly removed: boolean;
  readonly oldMode: string | null;
  readonly newMode: string | null;
  /** Of a binary change: what the file becomes, where the patch says it in full. */
  readonly newBlob: string | null;
  readonly binary: boolean;
  /** Its hunks are not what their headers say: they can be compared, and must not be applied. */
  readonly broken: boolean;
  readonly hunks: readonly RawHunk[];
}

/** The parsed form of a file that is not applied anywhere; `path` is the name chosen for it. */
export function fileChangeOf(file: RawFile, path: string): FileChange {
  const oldPath = file.added ? null : (file.from ?? path);
  const newPath = file.removed ? null : path;
  const header = {
    oldPath,
    newPath,
    oldBlob: null,
    newBlob: file.newBlob,
    oldMode: file.oldMode,
    newMode: file.newMode,
  };
  const hunks = file.hunks.map(parsedHunk);
  return {
    ...header,
    hunks,
    opaque: opaqueOf({ ...header, renamed: file.from !== null, binary: file.binary }, hunks.length),
  };
}

function parsedHunk({ oldStart, newStart, section, lines }: RawHunk): Hunk {
  const parsed = lines.flatMap((line) => {
    const sign = line[0];
    if (sign !== '+' && sign !== '-' && sign !== ' ') return [];
    const bytes = Buffer.from(line.slice(1), 'latin1');
    return [{ sign, text: decodeText(bytes), key: lineKey(bytes, 0, bytes.length) } as const];
  });
  return { oldStart, newStart, section, lines: parsed };
}
