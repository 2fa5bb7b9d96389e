// The colour of a badge: how much of the stack remains, and nothing green where something was not read.
import type { Overall } from './overall.js';

/** Names that both shields.io and badge-maker know. */
export type Colour = 'brightgreen' | 'green' | 'yellowgreen' | 'yellow' | 'orange' | 'red' | 'blue' | 'lightgrey';

/**
 * The colour for a share of patches that remains, from best to worst; the first row whose `most` is not exceeded
 * answers. Green means "nearly done": below a tenth a stack is carried by one person in an afternoon. Red is kept for
 * stacks of which nearly nothing has landed, so that the first landings already change the colour.
 */
const GRADES: readonly { readonly most: number; readonly colour: Colour }[] = [
  { most: 0, colour: 'brightgreen' },
  { most: 0.1, colour: 'green' },
  { most: 0.25, colour: 'yellowgreen' },
  { most: 0.5, colour: 'yellow' },
  { most: 0.9, colour: 'orange' },
  { most: 1, colour: 'red' },
];

/** Grey without data, blue for a stack that was read and is empty, never green where a part could not be read. */
export function gradeColour(all: Overall, noData: boolean): Colour {
  if (noData) return 'lightgrey';
  if (all.total.patches === 0) return all.incomplete ? 'lightgrey' : 'blue';
  const share = all.remaining.patches / all.total.patches;
  const colour = GRADES.find((grade) => share <= grade.most)?.colour ?? 'red';
  return all.incomplete && share <= 0.5 ? 'yellow' : colour;
}
