// What to do first about a stack: the group of patches that asks least and gives most.
import type { PatchReport } from '../../model/report.js';
import { patches as counted } from '../figures.js';
import type { Group } from '../groups.js';
import { groupMeaning, groupTitle } from '../words.js';

/** True for a patch that is part of the remaining delta. */
export function isCarried({ status }: Pick<PatchReport, 'status'>): boolean {
  return status !== 'landed' && status !== 'absorbed' && status !== 'noise';
}

/** A step in words: `Drop now: 2 patches`. */
export function stepWords(group: Group): { readonly title: string; readonly count: string; readonly why: string } {
  return { title: groupTitle(group), count: counted(group.patches.length), why: groupMeaning(group) };
}

/** The value of the filter `do` that shows a step's patches. */
export function stepKey({ action, mover }: Pick<Group, 'action' | 'mover'>): string {
  const step = action.kind === 'drop-at-release' ? `drop at ${action.release ?? 'a release'}` : action.kind;
  return mover === null ? step : `${step}, ${mover}`;
}
