// A labelled downstream commit before it is made: how to make it, and what it is by construction.
import type { FileChange } from '../../model/patch.js';
import type { Status } from '../../model/status.js';
import { applyChanges, type Changed, type ReadText } from './apply-hunks.js';
import { changedLines } from './edits.js';
import type { Source } from './material.js';

/** People call a patch of so few changed lines tiny: there is little in it to be known by. */
const TINY = 5;

export interface Draft {
  /** The files it leaves behind, or null where it cannot be made on these. */
  readonly make: (read: ReadText) => Changed | null;
  /** Null for a commit that has to be there and is not judged. */
  readonly label: Label | null;
  /** Whose message, author and date it has. */
  readonly after: Source;
}

export interface Label {
  readonly statuses: readonly Status[];
  readonly commits: readonly Source[];
  readonly slices: readonly string[];
}

/** A draft that makes changes, one after the other. */
export function draftOf(after: Source, changes: readonly (readonly FileChange[])[], label: Label): Draft {
  const size = changes.reduce((sum, files) => sum + changedLines(files).length, 0);
  const slices = size <= TINY ? [...label.slices, 'tiny'] : label.slices;
  return { after, label: { ...label, slices }, make: (read) => applyAll(read, changes) };
}

/** Labels a draft as a whole landing of these commits. */
export function landing(commits: readonly Source[], ...slices: string[]): Label {
  return { statuses: ['landed', 'absorbed'], commits, slices };
}

/** Labels a draft as something upstream never had. */
export function neverLanding(...slices: string[]): Label {
  return { statuses: ['pending', 'ambiguous'], commits: [], slices: ['never landed', ...slices] };
}

/** Applies changes one after the other; null where one does not apply. */
function applyAll(read: ReadText, changes: readonly (readonly FileChange[])[]): Changed | null {
  let all: Changed = new Map();
  for (const files of changes) {
    const before = all;
    const after = applyChanges((path) => (before.has(path) ? (before.get(path) ?? null) : read(path)), files);
    if (!after) return null;
    all = new Map([...before, ...after]);
  }
  return all;
}
