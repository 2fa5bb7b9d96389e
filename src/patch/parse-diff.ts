// A diff's bytes as files, hunks and lines.
import type { FileChange, Hunk, Line } from '../model/patch.js';
import { decodeText } from './decode.js';
import { lineKey } from './line-key.js';
import { opaqueOf } from './opaque.js';
import { type FileHeader, scanDiff } from './scan.js';

/** Parses one commit's diff, in the order git prints it. Never throws; what git did not mean as a diff is left out. */
export function parseDiff(buffer: Buffer): FileChange[] {
  const files: (FileHeader & { hunks: { oldStart: number; newStart: number; section: string; lines: Line[] }[] })[] =
    [];
  scanDiff(buffer, {
    file: (header) => files.push({ ...header, hunks: [] }),
    hunk: (oldStart, newStart, section) => files.at(-1)?.hunks.push({ oldStart, newStart, section, lines: [] }),
    line: (sign, start, end) =>
      files
        .at(-1)
        ?.hunks.at(-1)
        ?.lines.push({ sign, text: decodeText(buffer, start, end), key: lineKey(buffer, start, end) }),
  });
  return files.map((file) => fileChange(file, file.hunks));
}

function fileChange(header: FileHeader, hunks: readonly Hunk[]): FileChange {
  const { oldPath, newPath, oldBlob, newBlob, oldMode, newMode } = header;
  return { oldPath, newPath, oldBlob, newBlob, oldMode, newMode, hunks, opaque: opaqueOf(header, hunks.length) };
}
