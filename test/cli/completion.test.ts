// What a shell is told when it asks how a command line may go on, and the scripts that ask.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { room } from './support.js';

const UP = "upstream: { url: 'https://example.org/x.git', branch: main }\n";
const CONFIG = `name: demo\n${UP}downstream: [{ branches: [local] }]\n`;

it('commands, options, their values and projects are completed from their definitions', async () => {
  const place = await room();
  await writeFile(join(place.path, 'landfall.yaml'), CONFIG);
  const ask = async (...words: string[]) => {
    const { code, out } = await place.run(['complete', '--', ...words]);
    expect(code).toBe(0);
    return out
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t')[0]);
  };
  const asked = [['st'], ['check', '--max-d'], ['status', '--format', 'm'], ['check', '--warn', 'ra'], ['status', '']];
  expect(await Promise.all(asked.map((words) => ask(...words)))).toEqual([
    ['status', ':4'],
    ['--max-days-carried', '--max-days-unsent', ':4'],
    ['markdown', ':4'],
    ['ratchet', ':4'],
    ['demo', ':4'],
  ]);
  // 4 is "no files": it is left out where a file or folder is wanted.
  expect(await Promise.all([ask('badge', '--out', ''), ask('status', '-o', 'x')])).toEqual([[':0'], [':0']]);
});

it('a config that cannot be read offers no projects, and no message', async () => {
  const place = await room();
  await writeFile(join(place.path, 'landfall.yaml'), 'upstream: 1\n');
  expect(await place.run(['complete', '--', 'status', ''])).toEqual({ code: 0, out: ':4\n', err: '' });
});

it.each(['bash', 'zsh', 'fish'])('the script for %s is one that it can read', async (shell) => {
  const place = await room();
  const { code, out } = await place.run(['completion', shell]);
  expect(code).toBe(0);
  const file = join(place.path, 'script');
  await writeFile(file, out);
  const checked = await promisify(execFile)(shell, ['-n', file]).catch((error: NodeJS.ErrnoException) => error);
  // A shell that this machine does not have cannot judge.
  if (checked instanceof Error) expect(checked.code).toBe('ENOENT');
  expect(out).toContain('landfall complete -- ');
});

it('an unknown shell is told which there are', async () => {
  const place = await room();
  const run = await place.call(['completion', 'tcsh']);
  expect([run.code, run.err]).toEqual([2, expect.stringContaining('bash, zsh, fish')]);
});
