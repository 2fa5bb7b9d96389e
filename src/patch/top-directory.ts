// The folder by which reports group what a patch touches.
import type { FileChange } from '../model/patch.js';

/** First folder of the path a file has after the change (before it, for a deleted file); `.` for a file of the top folder. */
export function topDirectory({ newPath, oldPath }: Pick<FileChange, 'newPath' | 'oldPath'>): string {
  const path = newPath ?? oldPath ?? '';
  const slash = path.indexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}
