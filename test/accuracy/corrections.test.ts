// Labels that err are corrected in a table of their own, with a reason.
import { expect, test } from 'vitest';
import { correct, parseCorrections } from '../../src/accuracy/corrections.js';
import { ROW } from './row.js';

const HEAD = 'patch\tstatus\talso\twhy\n';
const PATCH = ROW.patch.slice(0, 12);

test('status and further commits of a row are corrected, and what was corrected is told', () => {
  const other = 'f'.repeat(40);
  const corrections = parseCorrections(`${HEAD}${PATCH}\treverted\t${other}\tupstream took it out again\n`, 'c.tsv');
  const { truth, corrected } = correct([ROW, { ...ROW, patch: '9'.repeat(40) }], corrections);
  expect(truth.map(({ statuses, also }) => [statuses, also])).toEqual([
    [['reverted'], [...ROW.also, other]],
    [ROW.statuses, ROW.also],
  ]);
  expect(corrected).toMatchObject([{ repository: 'a/repo', was: ROW.statuses, why: 'upstream took it out again' }]);
});

test('a commit that is as good may be named instead', () => {
  const { truth } = correct([ROW], parseCorrections(`${HEAD}${PATCH}\t\t=${'f'.repeat(40)}\tlanded twice\n`, 'c.tsv'));
  expect(truth[0]?.commits).toEqual(ROW.commits.map((alternatives) => [...alternatives, 'f'.repeat(40)]));
  expect(truth[0]?.also).toEqual(ROW.also);
});

test('a commit of a label that errs need not be named, and is not wrong where it is', () => {
  const [first, second] = ['a'.repeat(40), 'b'.repeat(40)] as const;
  const row = { ...ROW, commits: [[first], [second]] };
  const { truth } = correct([row], parseCorrections(`${HEAD}${PATCH}\tsuperseded\t-${first}\tother lines\n`, 'c.tsv'));
  expect(truth[0]?.commits).toEqual([[second]]);
  expect(truth[0]?.also).toEqual([...ROW.also, first]);
});

test('a status that was right stays', () => {
  const { truth } = correct(
    [ROW],
    parseCorrections(`${HEAD}${PATCH}\t\t${'f'.repeat(40)}\ttwo commits in one\n`, 'c.tsv'),
  );
  expect(truth[0]?.statuses).toEqual(ROW.statuses);
});

test.each([
  ['patch\tstatus\n', /c\.tsv:1: expected the columns patch, status, also, why/],
  [`${HEAD}abc\tlanded\t\twhy\n`, /c\.tsv:2: patch is a commit id/],
  [`${HEAD}${PATCH}\tmerged\t\twhy\n`, /c\.tsv:2: 'merged' is no status/],
  [`${HEAD}${PATCH}\tlanded\t\t\n`, /c\.tsv:2: a correction needs a reason/],
])('a mistake is told with its line', (text, says) => {
  expect(() => parseCorrections(text, 'c.tsv')).toThrow(says);
});
