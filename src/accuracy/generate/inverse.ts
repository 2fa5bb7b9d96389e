// A change the other way round: what takes it back.
import type { FileChange, Line } from '../../model/patch.js';

const OPPOSITE = { '+': '-', '-': '+', ' ': ' ' } as const;

/** The changes that undo these. */
export function inverseOf(files: readonly FileChange[]): FileChange[] {
  const turned = ({ sign, text, key }: Line): Line => ({ sign: OPPOSITE[sign], text, key });
  return files.map((file) => ({
    ...file,
    oldPath: file.newPath,
    newPath: file.oldPath,
    oldMode: file.newMode,
    newMode: file.oldMode,
    hunks: file.hunks.map((hunk) => ({
      ...hunk,
      oldStart: hunk.newStart,
      newStart: hunk.oldStart,
      lines: hunk.lines.map(turned),
    })),
  }));
}
