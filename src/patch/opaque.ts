// Changes that have no lines of text, written as lines, so that they are matched and counted like any other.
import type { Opaque } from '../model/patch.js';
import { lineKey } from './line-key.js';
import { SUBMODULE, SYMLINK } from './modes.js';
import type { FileHeader } from './scan.js';

/** What of a file's header makes up a change by itself. */
export type OpaqueSource = Pick<
  FileHeader,
  'oldPath' | 'newPath' | 'oldBlob' | 'newBlob' | 'oldMode' | 'newMode' | 'renamed' | 'binary'
>;

/** The changes of a file that its hunks do not show. */
export function opaqueOf(header: OpaqueSource, hunks: number): Opaque[] {
  const opaque: Opaque[] = [];
  const isNew = header.oldPath === null;
  const isGone = header.newPath === null;
  if (header.binary) opaque.push('binary');
  if (header.renamed) opaque.push('rename');
  if (!isNew && !isGone && header.oldMode !== header.newMode) opaque.push('mode');
  if (header.oldMode === SUBMODULE || header.newMode === SUBMODULE) opaque.push('submodule');
  else if (header.oldMode === SYMLINK || header.newMode === SYMLINK) opaque.push('symlink');
  if ((isNew || isGone) && hunks === 0 && !header.binary) opaque.push('empty-file');
  return opaque;
}

/** One sentence for each change the hunks of a file do not show; equal sentences are the same change. */
export function opaqueLines(file: OpaqueSource, hunks: number): string[] {
  const lines: string[] = [];
  if (file.binary) lines.push(`binary content becomes ${file.newBlob ?? 'nothing'}`);
  if (file.renamed) lines.push(`renamed from ${file.oldPath ?? ''} to ${file.newPath ?? ''}`);
  if (file.oldPath !== null && file.newPath !== null && file.oldMode !== file.newMode) {
    lines.push(`mode of ${file.newPath} becomes ${file.newMode ?? 'none'}`);
  }
  if (hunks === 0 && !file.binary && file.oldPath === null) lines.push(`empty file ${file.newPath ?? ''} added`);
  if (hunks === 0 && !file.binary && file.newPath === null) lines.push(`empty file ${file.oldPath ?? ''} deleted`);
  return lines;
}

/** The key under which such a sentence is matched. */
export function sentenceKey(sentence: string): number {
  const bytes = Buffer.from(sentence, 'utf8');
  return lineKey(bytes, 0, bytes.length);
}
