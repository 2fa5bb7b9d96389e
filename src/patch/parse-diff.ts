// A diff's bytes as files, hunks and lines.
import type { FileChange, Hunk } from '../model/patch.js';
import { opaqueOf } from './opaque.js';
import { PackedHunk } from './packed-hunk.js';
import { type FileHeader, scanDiff } from './scan.js';

/** Parses one commit's diff, in the order git prints it. Never throws; what git did not mean as a diff is left out. */
export function parseDiff(buffer: Buffer): FileChange[] {
  const files: { header: FileHeader; hunks: PackedHunk[] }[] = [];
  scanDiff(buffer, {
    file: (header) => files.push({ header, hunks: [] }),
    hunk: (oldStart, newStart, section) =>
      files.at(-1)?.hunks.push(new PackedHunk(buffer, oldStart, newStart, section)),
    line: (sign, start, end) => files.at(-1)?.hunks.at(-1)?.add(sign, start, end),
  });
  return files.map(({ header, hunks }) => fileChange(header, hunks));
}

function fileChange(header: FileHeader, hunks: readonly Hunk[]): FileChange {
  const { oldPath, newPath, oldBlob, newBlob, oldMode, newMode } = header;
  return { oldPath, newPath, oldBlob, newBlob, oldMode, newMode, hunks, opaque: opaqueOf(header, hunks.length) };
}
