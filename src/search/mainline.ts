// The line of first parents that the default branch itself went along, and where every other commit came into it.
import type { History } from '../model/history.js';

/** The states that the default branch has had, oldest first. */
export interface Mainline {
  /** Places in History.commits. */
  readonly states: readonly number[];
  /** For each commit of the history the first state that holds it; -1 for commits that only next refs hold. */
  readonly entry: Int32Array;
}

/** Follows the first parents from the tip, and gives every commit to the oldest state from which it can be reached. */
export function mainlineOf({ commits }: Pick<History, 'commits'>): Mainline {
  const states: number[] = [];
  for (let place = commits.findIndex((commit) => commit.next === null); place >= 0; ) {
    states.push(place);
    place = commits[place]?.parents[0] ?? -1;
  }
  states.reverse();
  const entry = new Int32Array(commits.length).fill(-1);
  states.forEach((state, ordinal) => {
    const waiting = [state];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      if (place < 0 || entry[place] !== -1) continue;
      entry[place] = ordinal;
      waiting.push(...(commits[place]?.parents ?? []));
    }
  });
  return { states, entry };
}
