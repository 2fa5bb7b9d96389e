// Of files with many commits the newest are read: fewer of each, the more files there are.
import { expect, test } from 'vitest';
import { newestOf } from '../../src/forecast/newest-of.js';

/** Ten commits on each of three files, newest first. */
const COMMITS = Array.from({ length: 30 }, (_, index) => ({ index, paths: [index % 3] }));
const wanted = (path: number) => path !== 2;

test('so many of each file, and none of files that nobody asks for', () => {
  expect(newestOf(COMMITS, wanted, 2, 100).map(({ index }) => index)).toEqual([0, 1, 3, 4]);
});

test('when that is too much, half as many of each, but one at least', () => {
  expect(newestOf(COMMITS, wanted, 8, 9).map(({ index }) => index)).toEqual([0, 1, 3, 4, 6, 7, 9, 10]);
  expect(newestOf(COMMITS, wanted, 8, 1).map(({ index }) => index)).toEqual([0, 1]);
});

test('a commit on two files counts for both', () => {
  expect(newestOf([{ paths: [0, 1] }, { paths: [1] }, { paths: [0] }], () => true, 1, 10)).toHaveLength(1);
});
