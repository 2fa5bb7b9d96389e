// A downstream that is named by its address: fetched into a mirror by sync alone, read like any other, never written to.
import { chmod, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { downstreamMirrorPath } from '../../src/config/locations.js';
import { listRefs, openRepository } from '../../src/git/repository.js';
import { validateReport } from '../report/validate.js';
import { edit, history, type TinyRepo, tinyRepo } from '../support/tiny-repo.js';
import { type Room, room } from './support.js';

interface Scene {
  readonly place: Room;
  readonly fork: TinyRepo;
  readonly url: string;
}

// Upstream with a fix, and a fork somewhere else that carries it and something of its own.
async function scene(entry: (url: string) => string): Promise<Scene> {
  const up = history();
  const base = up.commit({ message: 'base', files: { 'a.c': 'int a;\nint b;\nint c;\n' } });
  const down = history({ branch: 'mine' });
  down.point('mine', base);
  const fix = down.commit({ branch: 'mine', message: 'fix', files: { 'a.c': edit('int b', 'unsigned long b') } });
  down.commit({ branch: 'mine', message: 'carry', files: { 'b.c': 'int carried_for_ever;\n' } });
  down.point('refs/pull/7/head', fix);
  up.pick(fix);
  const upstream = await tinyRepo(up);
  const fork = await tinyRepo(down);
  const place = await room();
  const url = pathToFileURL(fork.path).href;
  const text = `name: demo\nupstream: { url: '${pathToFileURL(upstream.path).href}', branch: main }\ndownstream:\n  - ${entry(url)}\n`;
  await writeFile(join(place.path, 'landfall.yaml'), text);
  return { place, fork, url };
}

const status = async (place: Room, ...more: string[]) => {
  const run = await place.call(['status', '--format', 'json', ...more]);
  return { ...run, project: validateReport(run.out).projects[0] };
};

it('sync makes a mirror of it and updates it; status reads that, and names the address', async () => {
  const { place, fork, url } = await scene((address) => `{ url: '${address}', branches: [mine, refs/pull/7/head] }`);
  const before = await status(place);
  expect(before.code).toBe(3);
  expect(before.project?.notices).toContainEqual(
    expect.objectContaining({ code: 'downstream.no-mirror', hint: expect.stringContaining('landfall sync') as string }),
  );
  const made = await place.call(['sync']);
  expect(made.out).toBe(`demo: mirror made, 1 branches and tags\ndemo: ${url}: mirror made, 2 branches and tags\n`);
  const { project } = await status(place);
  expect(project?.patches.map(({ subject, status: found }) => [subject, found])).toEqual([
    ['fix', 'landed'],
    ['carry', 'pending'],
  ]);
  expect(project?.downstream.map(({ repository, branch }) => [repository, branch])).toEqual([
    [url, 'refs/heads/mine'],
    [url, 'refs/pull/7/head'],
  ]);
  await fork.git('branch', '-f', 'mine', 'mine~1');
  expect((await status(place)).project?.patches).toHaveLength(2);
  expect((await place.call(['sync'])).out).toBe(
    `demo: up to date\ndemo: ${url}: fetched, 1 branches and tags changed\n`,
  );
  expect((await status(place)).project?.patches).toHaveLength(1);
});

it('two projects of one address have one mirror, fetched once a run', async () => {
  const { place, url } = await scene((address) => `{ url: '${address}', branches: [mine] }`);
  await mkdir(join(place.path, 'config'));
  for (const name of ['a', 'b'])
    await writeFile(
      join(place.path, 'config', `${name}.yaml`),
      `upstream: { url: '${url}', branch: mine }\ndownstream: [{ url: '${url}', branches: [mine] }]\n`,
    );
  const { code, out } = await place.call(['sync', '--config', 'config']);
  expect(code).toBe(0);
  // A second fetch would find it up to date.
  expect(out.match(/: mirror made/gu)).toHaveLength(4);
  expect(await readdir(join(place.cache, 'mirrors', 'downstream'))).toHaveLength(1);
});

it('a sync that fails is told of, and the mirror that is there is read', async () => {
  const { place, fork } = await scene((address) => `{ url: '${address}', branches: [mine] }`);
  await place.call(['sync']);
  await rename(fork.path, `${fork.path}.gone`);
  expect((await place.call(['sync'])).code).toBe(3);
  const { code, project } = await status(place, '--sync');
  expect(code).toBe(0);
  expect(project?.patches).toHaveLength(2);
  expect(project?.notices).toContainEqual(expect.objectContaining({ code: 'sync.failed', severity: 'warning' }));
});

it('patches in files are read from its default branch', async () => {
  const { place, fork } = await scene((address) => `{ url: '${address}', kind: quilt, path: patches, base: main }`);
  const patch = ['--- a/a.c', '+++ b/a.c', '@@ -1,3 +1,3 @@', ' int a;', '-int b;', '+short b;', ' int c;', ''].join(
    '\n',
  );
  const tree = await tinyRepo(
    (h) => h.commit({ message: 'series', files: { 'patches/series': 'one.patch\n', 'patches/one.patch': patch } }),
    { directory: `${fork.path}.files` },
  );
  await rename(fork.path, `${fork.path}.old`);
  await rename(tree.path, fork.path);
  await place.call(['sync']);
  const { project } = await status(place);
  expect(project?.patches).toHaveLength(1);
});

it.each(['ext::sh -c "touch hit"', 'http://example.org/x.git', '--upload-pack=touch hit', 'https://${NOBODY}/x.git'])(
  'the address %s is refused, and nothing is run',
  async (address) => {
    const { place } = await scene(() => `{ url: '${address}', branches: [mine] }`);
    const run = await place.call(['sync']);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/downstream/u);
    const there = await readdir(place.path, { recursive: true });
    expect(there.filter((name) => basename(name) === 'hit')).toEqual([]);
  },
);

it('a mirror is no place to make a branch: plan says where to make it', async () => {
  const { place, url } = await scene((address) => `{ url: '${address}', branches: [mine] }`);
  await place.call(['sync']);
  const mirror = downstreamMirrorPath(place.cache, url);
  const refs = async () => listRefs(await openRepository(mirror));
  const before = await refs();
  const run = await place.call(['plan', 'demo', '--apply']);
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining(`clone ${url}`) as string });
  expect(before.length).toBeGreaterThan(0);
  expect(await refs()).toEqual(before);
});

it('a clone beside the address is read in its place, and the mirror where its variable is not set', async () => {
  const { place, fork, url } = await scene(
    (address) => `{ url: '${address}', repository: '\${CLONE}', branches: [mine] }`,
  );
  await place.call(['sync']);
  const own = await place.call(['status', '--format', 'json'], { env: { CLONE: fork.path } });
  expect(validateReport(own.out).projects[0]?.downstream[0]?.repository).toBe(fork.path);
  const { project } = await status(place);
  expect(project?.downstream[0]?.repository).toBe(url);
  expect(project?.notices).toContainEqual(
    expect.objectContaining({ code: 'config.unset-variable', severity: 'warning' }),
  );
});

it('hooks of the address are not run, and a mirror holds none', async () => {
  const { place, fork, url } = await scene((address) => `{ url: '${address}', branches: [mine] }`);
  for (const name of ['post-checkout', 'reference-transaction', 'post-update']) {
    await mkdir(join(fork.path, 'hooks'), { recursive: true });
    await writeFile(join(fork.path, 'hooks', name), `#!/bin/sh\ntouch '${place.path}/hit'\n`);
    await chmod(join(fork.path, 'hooks', name), 0o755);
  }
  expect((await place.call(['sync'])).code).toBe(0);
  expect(await readdir(place.path)).not.toContain('hit');
  expect(await readdir(downstreamMirrorPath(place.cache, url))).not.toContain('hooks');
});
