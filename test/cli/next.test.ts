// plan, forecast, fixes and export as command lines: files, exit codes, and a run that is killed.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
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

it.each([
  [['--name', 'next'], 'add --apply'],
  [['--out', 'next'], 'add --apply'],
  [['--apply', '--name', 'next', '--out', 'next'], 'leave one of them out'],
  [['--apply', '--out', 'next'], 'name the new branch with --name'],
  [['--apply', '--out', '.'], 'name a new folder with --out'],
])('plan refuses %j, and says what to do', async (args, hint) => {
  const { place, repo } = await placed();
  const before = await repo.git('for-each-ref');
  expect(await place.call(['plan', 'story', ...args])).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining(hint) as string,
  });
  expect(await repo.git('for-each-ref')).toBe(before);
});

it('plan goes on from what a status found out, and says the same', async () => {
  const { place, repo } = await placed();
  const json = async (...args: string[]) => (await place.call(['plan', 'story', '-f', 'json', ...args])).out;
  const fresh = await json('--no-cache');
  await place.call(['status', 'story']);
  const [first] = (await readdir(place.cache, { recursive: true })).filter((name) => /evidence/.test(name));
  expect(first).toBeDefined();
  expect(await json()).toBe(fresh);
  const onto = await repo.git('merge-base', 'main', 'local');
  expect(await json('--onto', onto)).toBe(await json('--onto', onto, '--no-cache'));
  // What a plan onto another commit found out is not kept for the next status.
  expect(await json()).toBe(fresh);
});

it('plan does not begin where its todo could not be written', async () => {
  const { place } = await placed();
  expect(await place.call(['plan', 'story', '--todo', 'nowhere/stack.todo'])).toMatchObject({
    code: 3,
    out: '',
    err: expect.stringContaining('nowhere is no folder') as string,
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

/** Two patches that apply, one of them to a file that upstream changed elsewhere: that is for git to merge. */
function tellTwo(h: History): void {
  h.commit({ branch: 'local', message: 'notes', files: { 'NOTES.vendor': 'vendor\n' } });
  const counted = edit(
    '    queue->head = next;\n',
    '    queue->head = next;\n    queue->statistics.pushed_items += 1;\n',
  );
  h.commit({ branch: 'local', message: 'queue: count', files: { 'src/queue.c': counted } });
  const grown = edit('        return -ENOSPC;\n', '        return queue_grow_ring(queue);\n');
  h.commit({ message: 'queue: grow', files: { 'src/queue.c': grown } });
}

/** A folder with a `git` that kills who started it, before or after it has done what it is told. */
async function killerGit(place: Room, when: 'before' | 'after', command: string): Promise<string> {
  const folder = join(place.path, 'killer');
  await mkdir(folder);
  const kill = `case " $* " in *" ${command} "*) kill -9 $PPID; exit 1;; esac`;
  const real = `git "$@"`;
  const script = when === 'before' ? `${kill}\nexec ${real}` : `${real}\ncode=$?\n${kill}\nexit $code`;
  await writeFile(join(folder, 'git'), `#!/bin/sh\nPATH="\${PATH#*:}"\n${script}\n`, { mode: 0o755 });
  return folder;
}

it.each([
  ['before', 'diff-tree'],
  ['before', 'merge-tree'],
  ['before', 'hash-object'],
  ['before', 'pack-objects'],
  ['before', 'index-pack'],
  ['after', 'index-pack'],
  ['before', 'update-ref'],
  ['after', 'update-ref'],
] as const)(
  'killed %s %s, plan leaves every old ref as it was, and the next run clears up and makes the branch',
  async (when, command) => {
    const { place, repo } = await placed(tellTwo);
    const old = ['for-each-ref', 'refs/heads/local', 'refs/heads/main'];
    const before = await repo.git(...old);
    const args = ['plan', 'story', '--apply', '--name', 'next'];
    const PATH = `${await killerGit(place, when, command)}:${process.env['PATH']}`;
    expect((await place.run(args, { env: { PATH } })).code).toBe(null);
    expect(await repo.git(...old)).toBe(before);
    expect(await repo.git('fsck', '--strict', '--no-dangling')).toBe('');
    expect(await readdir(place.tmp)).toHaveLength(1);
    const again = await place.run(args);
    const made = when === 'after' && command === 'update-ref' ? 'was there already' : 'is made';
    expect(again).toMatchObject({ code: 0, err: expect.stringContaining(`branch next ${made}`) as string });
    expect(await readdir(place.tmp)).toEqual([]);
    expect(await repo.git('rev-list', '--count', 'main..next')).toBe('2');
    expect(await repo.git('fsck', '--strict', '--no-dangling')).toBe('');
  },
);

it('killed while it makes a folder, plan leaves the old one as it was, and the next run clears up and makes it', async () => {
  const { place, repo } = await placed(tellTwo);
  const text = `name: story\nupstream: { url: 'https://example.org/x.git', repository: '${repo.path}', branch: main }\ndownstream: [{ repository: old, kind: quilt, base: main }]\n`;
  await writeFile(join(place.path, 'landfall.yaml'), text);
  await mkdir(join(place.path, 'old'));
  await writeFile(join(place.path, 'old', 'series'), 'own.patch\n');
  await writeFile(
    join(place.path, 'old', 'own.patch'),
    '--- /dev/null\n+++ b/own.c\n@@ -0,0 +1 @@\n+int vendor_own_clock;\n',
  );
  // Copying takes a while, so that it can be caught.
  const many = Array.from({ length: 1000 }, (_, place) => `note-${place}`);
  await Promise.all(many.map((name) => writeFile(join(place.path, 'old', name), name)));
  const args = ['plan', 'story', '--apply', '--out', 'new'];
  const { child, ended } = place.start(args);
  await appears(place.path, /^\.new-landfall-/);
  child.kill('SIGKILL');
  await ended;
  const whole = [...many, 'own.patch', 'series'].sort();
  expect((await readdir(join(place.path, 'old'))).sort()).toEqual(whole);
  expect(await readdir(place.path)).not.toContain('new');
  expect(await place.run(args)).toMatchObject({
    code: 0,
    err: expect.stringContaining('folder new is made') as string,
  });
  expect((await readdir(join(place.path, 'new'))).sort()).toEqual(whole);
  expect((await stat(join(place.path, 'new'))).mode & 0o777).toBe(0o777 & ~process.umask());
  expect((await readdir(place.path)).filter((name) => name.startsWith('.'))).toEqual([]);
});
