// What was said of a branch is kept, so that it is measured once.
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KeptVerdicts } from '../../src/accuracy/kept-verdicts.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const BRANCH = { repository: 'a/repo', upstream: 'main', branch: 'stable', hide: 2 as const };
const SAID = { status: 'landed' as const, commits: ['b'.repeat(40)], confidence: 0.9, says: 'all of it' };

test('is read back by another run, for the same branch and mode only', async () => {
  const file = join((await temporaryDirectory()).path, 'verdicts.jsonl');
  const first = await KeptVerdicts.open(file);
  expect(first.get(BRANCH, ['landfall'])).toBeUndefined();
  await first.add(BRANCH, new Map([['landfall', new Map([['a'.repeat(40), SAID]])]]));
  const again = await KeptVerdicts.open(file);
  expect(again.get(BRANCH, ['landfall'])?.get('landfall')?.get('a'.repeat(40))).toEqual(SAID);
  expect(again.get({ ...BRANCH, hide: 1 }, ['landfall'])).toBeUndefined();
  expect(again.get({ ...BRANCH, branch: 'other' }, ['landfall'])).toBeUndefined();
});

test('what was kept without a baseline is no answer to who asks for it, until it was asked', async () => {
  const file = join((await temporaryDirectory()).path, 'verdicts.jsonl');
  const kept = await KeptVerdicts.open(file);
  const own = ['landfall', new Map([['a'.repeat(40), SAID]])] as const;
  await kept.add(BRANCH, new Map([own]));
  expect(kept.get(BRANCH, ['landfall', 'subject'])).toBeUndefined();
  await kept.add(BRANCH, new Map([own, ['subject', own[1]]]));
  expect((await KeptVerdicts.open(file)).get(BRANCH, ['landfall', 'subject'])?.size).toBe(2);
});

test('a file that is something else is refused', async () => {
  const file = join((await temporaryDirectory()).path, 'verdicts.jsonl');
  await appendFile(file, '{"repository": 1}\n');
  await expect(KeptVerdicts.open(file)).rejects.toThrow();
});
