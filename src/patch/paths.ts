// Paths of files in a repository.
import type { FileChange } from '../model/patch.js';

/** All paths that files are changed under, the new ones first; each once. */
export function pathsOf({ files }: { readonly files: readonly Pick<FileChange, 'oldPath' | 'newPath'>[] }): string[] {
  return [...new Set(files.flatMap((file) => [file.newPath, file.oldPath]).filter((path) => path !== null))];
}

/** What stands behind its last slash. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder that it lies in; '' for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
