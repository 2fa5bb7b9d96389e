// plan, forecast, fixes and export as command lines: files, exit codes, and a run that is killed.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { edit, type History } from '../support/tiny-repo.js';
import { stackRepo } from '../next/stories.js';
import { appears, type Room, room } from './support.js';

async function placed(
  tell?: (h: History) => void,
): Promise<{ place: Room; repo: Awaited<ReturnType<typeof stackRepo>>['repo'] }> {
  const place = await room();
  const { repo } = await stackRepo(tell);
  const text = `name: story\nupstream: { url: 'https://example.org/x.git', repository: '${repo.path}', branch: main }\ndownstream: [{ repository: '${repo.path}', branches: [local] }]\n`;
  await writeFile(join(place.path, 'landfall.yaml'), text);
  return { place, repo };
}

it('plan says what to do, writes the todo, and makes nothing where patches conflict', async () => {
  const { place, repo } = await placed();
  const run = await place.call(['plan', 'story', '--todo', 'stack.todo', '--apply']);
  expect(run).toMatchObject({ code: 1, out: expect.stringContaining('timer: round deadlines') as string });
  expect(run.err).toMatch(/wrote stack\.todo[^]*was not made: 2 of the patches left conflict[^]*src\/timer\.c/);
  expect(await readFile(join(place.path, 'stack.todo'), 'utf8')).toMatch(/^drop [0-9a-f]{40} # queue: grow/m);
  expect(await repo.git('branch', '--format=%(refname:short)')).toBe('local\nmain');
  const lost = await place.call(['plan', 'story', '--onto', 'v9']);
  expect(lost).toMatchObject({
    code: 2,
    err: expect.stringContaining('upstream has no branch or commit v9') as string,
  });
});

it('forecast and fixes print JSON of their own schema', async () => {
  const { place } = await placed();
  const [forecast, fixes] = [
    await place.call(['forecast', 'story', '-f', 'json']),
    await place.call(['fixes', 'story', '-f', 'json']),
  ];
  expect(JSON.parse(forecast.out)).toMatchObject({
    schemaVersion: 1,
    branches: [{ asIs: { conflicts: 2, clean: 2, empty: 1 } }],
  });
  expect(JSON.parse(fixes.out)).toMatchObject({ schemaVersion: 1, looked: { patches: 5 } });
});

it('export writes a whole folder, and never into one that has something in it', async () => {
  const { place } = await placed();
  const args = ['export', 'story', '--status', 'pending', '--out', 'outgoing'];
  expect(await place.call(args)).toMatchObject({
    code: 0,
    out: 'outgoing: 2 patches that apply one after the other\n',
  });
  expect((await readdir(join(place.path, 'outgoing'))).filter((name) => name.endsWith('.patch'))).toHaveLength(2);
  expect(await place.call(args)).toMatchObject({ code: 2, err: expect.stringContaining('is not empty') as string });
  expect((await readdir(place.path)).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('killed while it makes a branch, plan leaves everything as it was, and the next run clears up and makes it', async () => {
  const { place, repo } = await placed((h) => {
    h.commit({ branch: 'local', message: 'notes', files: { 'NOTES.vendor': 'vendor\n' } });
    h.commit({ message: 'timer', files: { 'src/timer.c': edit('started + timer', 'begun + timer') } });
  });
  const before = await repo.git('for-each-ref');
  const { child, ended } = place.start(['plan', 'story', '--apply', '--name', 'next']);
  await appears(place.tmp, /^landfall-/);
  child.kill('SIGKILL');
  await ended;
  expect(await repo.git('for-each-ref')).toBe(before);
  expect(await readdir(place.tmp)).toHaveLength(1);
  const again = await place.run(['plan', 'story', '--apply', '--name', 'next']);
  expect(again).toMatchObject({ code: 0, err: expect.stringContaining('branch next is made') as string });
  expect(await readdir(place.tmp)).toEqual([]);
  expect(await repo.git('fsck', '--strict', '--no-dangling')).toBe('');
});
