// A diff's bytes as files, hunks and lines.
import type { FileChange, Hunk, Line, Opaque } from '../model/patch.js';
import { decodeText } from './decode.js';
import { lineKey } from './line-key.js';
import { type FileHeader, scanDiff } from './scan.js';

const SUBMODULE = '160000';
const SYMLINK = '120000';

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
  return { oldPath, newPath, oldBlob, newBlob, oldMode, newMode, hunks, opaque: opaqueOf(header, hunks) };
}

/** The changes of a file that its hunks do not show. */
function opaqueOf(header: FileHeader, hunks: readonly Hunk[]): Opaque[] {
  const opaque: Opaque[] = [];
  const isNew = header.oldPath === null;
  const isGone = header.newPath === null;
  if (header.binary) opaque.push('binary');
  if (header.renamed) opaque.push('rename');
  if (!isNew && !isGone && header.oldMode !== header.newMode) opaque.push('mode');
  if (header.oldMode === SUBMODULE || header.newMode === SUBMODULE) opaque.push('submodule');
  else if (header.oldMode === SYMLINK || header.newMode === SYMLINK) opaque.push('symlink');
  if ((isNew || isGone) && hunks.length === 0 && !header.binary) opaque.push('empty-file');
  return opaque;
}
