// A labelled patch for tests.
import type { TruthRow } from '../../src/accuracy/truth.js';

export const ROW: TruthRow = {
  half: 'tune',
  repository: 'a/repo',
  upstream: 'main',
  branch: 'stable',
  patch: 'a'.repeat(40),
  statuses: ['landed', 'absorbed'],
  commits: [['b'.repeat(40), 'c'.repeat(40)], ['d'.repeat(40)]],
  also: ['e'.repeat(40)],
  slices: ['split', 'tiny'],
  note: 'a note',
};
