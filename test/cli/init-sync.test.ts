// From a repository to its report: init, sync, status; and what sync does and refuses.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { validateReport } from '../report/validate.js';
import { edit, history, type TinyRepo, tinyRepo } from '../support/tiny-repo.js';
import { type Room, room } from './support.js';

interface Scene {
  readonly place: Room;
  readonly upstream: TinyRepo;
  readonly fork: TinyRepo;
  readonly url: string;
}

// A clone of upstream with one patch on a branch of its own, which upstream has taken.
async function scene(): Promise<Scene> {
  const up = history({ branch: 'trunk' });
  const base = up.commit({ message: 'base', files: { 'a.c': 'int a;\nint b;\nint c;\n' } });
  for (const tag of ['v1.0', 'v1.1', 'v2.0']) up.tag(tag, { at: base });
  const down = history({ branch: 'mine' });
  down.point('mine', base);
  const fix = down.commit({ branch: 'mine', message: 'fix', files: { 'a.c': edit('int b', 'long b') } });
  up.commit({ message: 'other', files: { 'b.c': 'int other;\n' } });
  up.pick(fix);
  up.point('refs/pull/1/head', base);
  const upstream = await tinyRepo(up);
  const fork = await tinyRepo(down, { bare: false });
  const url = pathToFileURL(upstream.path).href;
  await fork.git('remote', 'add', 'origin', 'https://user:token@example.org/fork.git');
  await fork.git('remote', 'add', 'upstream', url);
  await fork.git('update-ref', 'refs/remotes/upstream/trunk', base.oid);
  await fork.git('symbolic-ref', 'refs/remotes/upstream/HEAD', 'refs/remotes/upstream/trunk');
  return { place: await room(), upstream, fork, url };
}

it('init, sync and status lead from a repository to its report', async () => {
  const { place, upstream, fork, url } = await scene();
  const init = await place.call(['init', '--name', 'fork'], { cwd: fork.path });
  expect(init).toMatchObject({ code: 0, err: '' });
  const text = await readFile(join(fork.path, 'landfall.yaml'), 'utf8');
  expect(text).toContain(`url: ${url}`);
  expect(text).toContain('branch: trunk');
  expect(text).toContain('branches: [mine]');
  const again = await place.call(['init'], { cwd: fork.path });
  expect(again.code).toBe(2);
  expect(again.err).toContain('--force');
  expect(await readFile(join(fork.path, 'landfall.yaml'), 'utf8')).toBe(text);

  const before = await place.call(['status'], { cwd: fork.path });
  expect(before.code).toBe(3);
  expect(before.out).toContain('landfall sync');
  expect((await place.call(['sync'], { cwd: fork.path })).out).toMatch(/^fork: mirror made, \d+ branches and tags\n$/);
  const mirror = join(place.cache, 'mirrors', 'fork.git');
  expect(await readdir(join(place.cache, 'mirrors'))).toEqual(['fork.git']);
  expect(await readFile(join(mirror, 'packed-refs'), 'utf8')).not.toContain('refs/pull/');
  const status = await place.call(['status', '--format', 'json'], { cwd: fork.path });
  expect(status.code).toBe(0);
  const [project] = validateReport(status.out).projects;
  expect(project?.upstream?.tip.oid).toBe(upstream.oid('trunk'));
  expect(project?.patches.map(({ subject }) => subject)).toEqual(['fix']);
});

it('sync updates, prunes, and status --sync does so first', async () => {
  const { place, upstream, fork } = await scene();
  await place.call(['init', '--name', 'fork'], { cwd: fork.path });
  await place.call(['sync'], { cwd: fork.path });
  expect((await place.call(['sync'], { cwd: fork.path })).out).toBe('fork: up to date\n');
  await upstream.git('tag', '-d', 'v1.1');
  await upstream.git('branch', '-f', 'next', 'trunk~1');
  expect((await place.call(['sync', 'fork'], { cwd: fork.path })).out).toBe(
    'fork: fetched, 2 branches and tags changed\n',
  );
  await upstream.git('branch', '-f', 'trunk', 'trunk~1');
  const tip = await upstream.git('rev-parse', 'trunk');
  const status = await place.call(['status', '--sync', '--format', 'json'], { cwd: fork.path });
  expect(validateReport(status.out).projects[0]?.upstream?.tip.oid).toBe(tip);
  await upstream.remove();
  expect((await place.call(['sync'], { cwd: fork.path })).code).toBe(3);
  const stale = await place.call(['status', '--sync', '--format', 'json'], { cwd: fork.path });
  expect(stale.code).toBe(0);
  expect(validateReport(stale.out).projects[0]?.notices).toContainEqual(
    expect.objectContaining({ code: 'sync.failed', severity: 'warning' }),
  );
});

it('sync leaves the clones of the user alone, and a mirror of another upstream', async () => {
  const { place, upstream, fork, url } = await scene();
  const own = (up: string) =>
    `name: p\nupstream: { ${up}, branch: trunk }\ndownstream: [{ repository: '${fork.path}', branches: [mine] }]\n`;
  const file = join(place.path, 'landfall.yaml');
  await writeFile(file, own(`url: '${url}', repository: '${upstream.path}'`));
  expect(await place.call(['sync'])).toMatchObject({
    code: 0,
    out: `p: ${upstream.path} is yours: fetch it yourself\n`,
  });
  await writeFile(file, own(`url: '${url}'`));
  expect((await place.call(['sync'])).code).toBe(0);
  await writeFile(file, own(`url: '${pathToFileURL(fork.path).href}'`));
  const other = await place.call(['sync']);
  expect(other.code).toBe(2);
  expect(other.err).toContain(`is of ${url}`);
  const status = await place.call(['status']);
  expect(status.code).toBe(2);
  expect(status.out.replace(/\s+/g, ' ')).toContain(`is of ${url}`);
});

it('sync refuses addresses that run programs or can be tampered with', async () => {
  const urls = ['ext::sh -c true', 'http://example.org/x.git', 'https://${NOBODY}/x.git'];
  const place = await room();
  const refuse = async (url: string, at: number) => {
    const text = `upstream: { url: '${url}', branch: main }\ndownstream: [{ repository: /not/there, branches: [x] }]\n`;
    await writeFile(join(place.path, `p${at}.yaml`), text);
    const run = await place.call(['sync', '--config', `p${at}.yaml`]);
    expect(run).toMatchObject({ code: 2, out: '', err: expect.stringContaining('is not fetched') as string });
  };
  await Promise.all(urls.map(refuse));
});

it('sync waits for nobody: a lock that is held is told, one left behind is taken', async () => {
  const { place, fork } = await scene();
  await place.call(['init', '--name', 'fork'], { cwd: fork.path });
  await place.call(['sync'], { cwd: fork.path });
  const lock = join(place.cache, 'mirrors', 'fork.git.lock');
  await writeFile(lock, `${process.pid} ${hostname()}\n`);
  const held = await place.call(['sync'], { cwd: fork.path });
  expect(held.code).toBe(3);
  expect(held.err).toContain(`process ${process.pid}`);
  await writeFile(lock, `2147483646 ${hostname()}\n`);
  expect((await place.call(['sync'], { cwd: fork.path })).code).toBe(0);
});
