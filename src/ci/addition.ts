// What a change of a stack adds to the delta: the report before it against the report with it.
import { keysOf, linesOf } from '../gate/baseline.js';
import type { PatchReport, ProjectReport } from '../model/report.js';

/** One project before and after. */
export interface Addition {
  readonly title: string;
  /** True when one of the two could not be read as a whole: then nothing is known of the difference. */
  readonly unknown: boolean;
  readonly added: readonly PatchReport[];
  readonly removed: readonly PatchReport[];
  /** Remaining patches and lines, after minus before. */
  readonly patches: number;
  readonly lines: number;
}

/** The difference; patches that were only rebased or edited are on neither list. */
export function additionOf(before: ProjectReport, after: ProjectReport): Addition {
  return {
    title: after.title,
    unknown: [before, after].some(isIncomplete),
    added: without(after.patches, before.patches),
    removed: without(before.patches, after.patches),
    patches: after.delta.remaining.patches - before.delta.remaining.patches,
    lines: linesOf(after.delta.remaining) - linesOf(before.delta.remaining),
  };
}

/** True when the change touches the stack, or may. */
export function touches({ unknown, added, removed, lines }: Addition): boolean {
  return unknown || added.length > 0 || removed.length > 0 || lines !== 0;
}

function without(patches: readonly PatchReport[], others: readonly PatchReport[]): readonly PatchReport[] {
  const known = new Set(others.flatMap(keysOf));
  return patches.filter((patch) => !keysOf(patch).some((key) => known.has(key)));
}

function isIncomplete({ state, notices }: ProjectReport): boolean {
  return state !== 'tracked' || notices.some(({ severity }) => severity === 'error');
}
