// Which patches and commits belong together: many to few, few to many, and not those that landed one by one.
import { expect, test } from 'vitest';
import { landedTogether } from '../../src/delta/landed-together.js';
import type { PatchReport } from '../../src/model/report.js';
import { patch } from '../report/fixtures.js';

function landed(subject: string, ...oids: string[]): PatchReport {
  const commits = oids.map((oid) => ({ oid, subject: `as ${oid}`, date: '', release: null, coverage: 1 }));
  return patch(subject, {
    status: 'landed',
    landing: { form: 'modified', shape: 'one', commits, inBase: false, release: null },
  });
}

test('patches that share commits are one group, whichever came first', () => {
  const [stub, alone, code, header, split] = [
    landed('stub', 'a'),
    landed('alone', 'z'),
    landed('code', 'b'),
    landed('header', 'a', 'b'),
    landed('split', 'y', 'x'),
  ] as const;
  expect(landedTogether([stub, alone, code, header, patch('pending'), split])).toEqual([
    {
      patches: [stub.id, code.id, header.id],
      commits: [
        { oid: 'a', subject: 'as a' },
        { oid: 'b', subject: 'as b' },
      ],
    },
    {
      patches: [split.id],
      commits: [
        { oid: 'y', subject: 'as y' },
        { oid: 'x', subject: 'as x' },
      ],
    },
  ]);
});

test('nothing landed together where each landed by itself', () => {
  expect(landedTogether([landed('one', 'a'), landed('two', 'b'), patch('three')])).toEqual([]);
});

test('a patch that two branches carry in two versions has not landed together with itself', () => {
  const [old, anew] = [landed('gdb: gutter', 'a'), { ...landed('gdb: gutter', 'a'), id: 'of-another-branch' }];
  expect(landedTogether([old, anew])).toEqual([]);
});
