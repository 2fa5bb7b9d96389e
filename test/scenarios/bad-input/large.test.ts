// Patches of a size that people make by accident.
import { expect, test } from 'vitest';
import { history, tinyRepo } from '../../support/tiny-repo.js';
import { codes, judgePaths, patchIn } from '../judge.js';

const LINES = 50_000;
const WORDS = 'firmware of the board, as the vendor gave it to us; '.repeat(8);
const FIRMWARE = Array.from({ length: LINES }, (_, line) => `${line * 7919} ${WORDS}\n`).join('');

function large(lands: boolean) {
  const h = history();
  const base = h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } });
  const blob = h.commit({
    branch: 'local',
    parents: [base],
    message: 'firmware',
    files: { 'firmware.h': FIRMWARE },
  });
  h.commit({ branch: 'local', message: 'small', files: { 'a.c': 'int a_of_the_vendor_board(void);\n' } });
  h.commit({ message: 'other', files: { 'b.c': 'int b;\n' } });
  if (lands) h.pick(blob, { message: 'import the firmware' });
  return tinyRepo(h);
}

test('20 MB that landed: equal contents prove it without being read', async () => {
  expect(FIRMWARE.length).toBeGreaterThan(20_000_000);
  const repo = await large(true);
  const report = await judgePaths(repo.path, repo.path);
  expect(codes(report).filter((code) => code.startsWith('downstream'))).toEqual([]);
  expect(patchIn(report, 'firmware').size).toEqual({ hunks: 1, insertions: LINES, deletions: 0, files: 1 });
  expect(patchIn(report, 'small').status).toBe('pending');
  expect(patchIn(report, 'firmware').status).toBe('landed');
});

test('a patch beyond the limit is listed, not read, and no noise', async () => {
  const repo = await large(false);
  const report = await judgePaths(repo.path, repo.path, { limits: { patchBytes: 1_000_000 } });
  expect(codes(report)).toEqual(['downstream.too-large']);
  expect(patchIn(report, 'firmware')).toMatchObject({ status: 'pending', findings: [{ code: 'unreadable' }] });
});
