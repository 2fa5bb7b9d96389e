// The series that a plan's patches stand in, for a todo that keeps people's own words.
import { SERIES_FOLDERS } from '../downstream/copy-set.js';
import { filesOfSet, refOfSet } from '../downstream/read-sets.js';
import type { BranchPlan, SeriesLine } from '../model/plan.js';
import { decodeText } from '../patch/decode.js';
import { patchNamed } from '../patch/series-text.js';
import type { Planned } from './plan.js';

/** The patch set that a plan's branch was read from; undefined for a branch of commits. */
export function setOf({ investigation: { opened } }: Planned, branch: BranchPlan) {
  return opened.downstream.sets.find(
    ({ entry, files }) => entry.repository === branch.repository && refOfSet(files) === branch.branch,
  );
}

/** The series file of a branch that has one, line by line; else null. */
export async function seriesOf(planned: Planned, branch: BranchPlan): Promise<SeriesLine[] | null> {
  const set = setOf(planned, branch);
  if (!set) return null;
  const { workspace } = planned.investigation;
  const tree = await filesOfSet(workspace, set, Number.POSITIVE_INFINITY);
  for (const below of SERIES_FOLDERS) {
    const folder = [set.files.path, below].filter((part) => part !== '').join('/');
    const path = folder === '' ? 'series' : `${folder}/series`;
    const content = (await tree.read([path])).get(path);
    if (content) return linesOf(decodeText(content), folder);
  }
  return null;
}

function linesOf(text: string, folder: string): SeriesLine[] {
  return text.split('\n').map((line) => {
    const name = patchNamed(line);
    return { text: line, patch: name === null || folder === '' ? name : `${folder}/${name}` };
  });
}
