// Where in the tree a patch's remaining changes are.
import type { Patch } from '../model/patch.js';
import type { PatchReport } from '../model/report.js';
import { topDirectory } from '../patch/top-directory.js';
import { sizeOfFiles, sizeOfHunks, type Size } from '../patch/counts.js';

/** The top directories a patch touches, with what remains in each: uncovered hunks of a partial patch, else whole files. */
export function directoriesOf(patch: Patch, report: PatchReport): { name: string; size: Size }[] {
  const open = new Set(report.uncovered.map((hunk) => `${hunk.path}\0${hunk.line}`));
  const groups = new Map<string, Patch['files'][number][]>();
  for (const file of patch.files) {
    const name = topDirectory(file);
    groups.set(name, [...(groups.get(name) ?? []), file]);
  }
  const rows = [...groups].map(([name, files]) => {
    if (report.status !== 'partial') return { name, size: sizeOfFiles(files) };
    const left = files.map((file) =>
      file.hunks.filter((hunk) => open.has(`${file.newPath ?? file.oldPath}\0${hunk.oldStart}`)),
    );
    return { name, size: sizeOfHunks(left.flat(), left.filter((hunks) => hunks.length > 0).length) };
  });
  return rows.filter(({ size }) => size.hunks > 0);
}
