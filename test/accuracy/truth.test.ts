// The table of labelled patches: what is written is read back, and a mistake is told with its line.
import { expect, test } from 'vitest';
import { parseTruth, printTruth } from '../../src/accuracy/truth.js';
import { ROW } from './row.js';

test('what is written is read back', () => {
  const bare = { ...ROW, statuses: ['pending' as const], commits: [], also: [], slices: [], note: '' };
  expect(parseTruth(printTruth([ROW, bare]), 'truth.tsv')).toEqual([ROW, bare]);
});

test('a note cannot break the table', () => {
  const [row] = parseTruth(printTruth([{ ...ROW, note: 'one\ttwo\nthree' }]), 'truth.tsv');
  expect(row?.note).toBe('one two three');
});

test.each([
  ['half\tother\n', /truth\.tsv:1: expected the columns half, repository/],
  [printTruth([ROW]).replace('landed|absorbed', 'merged'), /truth\.tsv:2: 'merged' is no status; these are: landed,/],
  [printTruth([ROW]).replace('tune', 'both'), /truth\.tsv:2: half is tune or report, not 'both'/],
  [printTruth([ROW]).replace('a'.repeat(40), 'abc'), /truth\.tsv:2: patch is a full commit id/],
])('a mistake is told with its line', (text, says) => {
  expect(() => parseTruth(text, 'truth.tsv')).toThrow(says);
});
