// Answers of git between runs: what a run had use for is there again, and whatever happens to the file costs no more than asking anew.
import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAnswers } from '../../src/store/answer-files.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const PROJECT = { name: 'p', file: '/config/p.yaml' };
const VERSION = '1.0, git 2.40';

async function place() {
  const { path } = await temporaryDirectory();
  const told: string[] = [];
  const open = (version = VERSION) => openAnswers(path, PROJECT, version, (problem) => void told.push(problem));
  const file = async () => join(path, 'evidence', (await readdir(join(path, 'evidence')))[0] ?? '');
  return { path, told, open, file };
}

async function keep(open: () => ReturnType<typeof openAnswers>, answers: Readonly<Record<string, string>>) {
  const opened = await open();
  for (const [question, answer] of Object.entries(answers)) opened.add(question, Buffer.from(answer));
  await opened.keep();
}

test('what a run had use for is kept, the rest goes', async () => {
  const { open } = await place();
  await keep(open, { 'one?': 'yes', 'two?': '' });
  const second = await open();
  expect(second.get('one?')?.toString()).toBe('yes');
  second.add('three?', Buffer.from([0, 255, 10]));
  await second.keep();
  const third = await open();
  expect(third.get('two?')).toBeUndefined();
  expect([...(third.get('three?') ?? [])]).toEqual([0, 255, 10]);
});

test('a run that asked the same leaves the file alone', async () => {
  const { open, file } = await place();
  await keep(open, { 'one?': 'yes' });
  const second = await open();
  second.get('one?');
  await writeFile(await file(), 'of another process');
  await second.keep();
  expect(await readFile(await file(), 'utf8')).toBe('of another process');
});

test('a file that is damaged, cut off or of another git is not there', async () => {
  const { open, file, told } = await place();
  await keep(open, { 'one?': 'yes' });
  expect((await open('1.0, git 2.41')).get('one?')).toBeUndefined();
  const whole = await readFile(await file());
  await writeFile(await file(), Buffer.concat([whole.subarray(0, -1), Buffer.from('X')]));
  expect((await open()).get('one?')).toBeUndefined();
  await truncate(await file(), 20);
  expect((await open()).get('one?')).toBeUndefined();
  expect(told).toEqual([]);
});

test('a folder that cannot be written to costs a word', async () => {
  const { path, open, told } = await place();
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'evidence'), 'a file where the folder should be');
  await keep(open, { 'one?': 'yes' });
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^what git answered is not kept for the next run: /);
  expect((await open()).get('one?')).toBeUndefined();
});
