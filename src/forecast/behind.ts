// What a rehearsal comes to, patch by patch: outcomes, and which conflicts only follow from earlier ones.
import type { OutcomeCounts, Rehearsed } from '../model/forecast.js';
import { OUTCOMES } from '../model/forecast.js';

/** One pick as git made it; null when git could not, undefined when it was left out. */
export type Attempt =
  | {
      readonly before: string;
      readonly after: string;
      readonly clean: boolean;
      readonly conflicts: readonly string[];
    }
  | null
  | undefined;

/** The rehearsal of a stack, in its order; `ids` name its patches. */
export function rehearsalOf(ids: readonly string[], attempts: readonly Attempt[]): Rehearsed[] {
  const conflictsIn = new Map<string, string[]>();
  return attempts.map((attempt, place) => {
    if (attempt === undefined) return { outcome: 'dropped', files: [], behind: [] };
    if (attempt === null) return { outcome: 'unknown', files: [], behind: [] };
    if (attempt.clean) return { outcome: attempt.after === attempt.before ? 'empty' : 'clean', files: [], behind: [] };
    const behind = [...new Set(attempt.conflicts.flatMap((path) => conflictsIn.get(path) ?? []))];
    for (const path of attempt.conflicts) conflictsIn.set(path, [...(conflictsIn.get(path) ?? []), ids[place] ?? '']);
    return { outcome: 'conflicts', files: attempt.conflicts, behind };
  });
}

/** How many patches go how. */
export function countOutcomes(rehearsal: readonly Rehearsed[]): OutcomeCounts {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<keyof OutcomeCounts, number>;
  for (const { outcome } of rehearsal) counts[outcome] += 1;
  return counts;
}
