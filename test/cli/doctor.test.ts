// The check-up, on what is sound and on what is broken.
import { chmod, mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { checkNode } from '../../src/doctor/machine.js';
import { edit, history, tinyRepo } from '../support/tiny-repo.js';
import { room } from './support.js';

async function repositories() {
  const up = history();
  const base = up.commit({ message: 'base', files: { 'a.c': 'int a;\n' } });
  up.tag('v1.0', { at: base });
  const down = history();
  down.point('mine', base);
  down.commit({ branch: 'mine', message: 'fix', files: { 'a.c': edit('int', 'long') } });
  return { upstream: await tinyRepo(up), fork: await tinyRepo(down) };
}

it('finds nothing wrong where nothing is', async () => {
  const place = await room();
  const { upstream, fork } = await repositories();
  const up = `{ url: https://example.org/x.git, repository: '${upstream.path}', branch: main }`;
  await writeFile(
    join(place.path, 'landfall.yaml'),
    `upstream: ${up}\ndownstream: [{ repository: '${fork.path}', branches: [mine] }]\n`,
  );
  const run = await place.call(['doctor']);
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(run.out).toContain('0 to look at, 0 failed');
  expect(run.out).toContain('upstream main is at');
});

it('names what is shallow, partial, old, gone, or on another branch, and says what to do', async () => {
  const place = await room();
  const { upstream, fork } = await repositories();
  const configs = join(place.path, 'config');
  await mkdir(configs);
  const project = (url: string, branch: string, down: string) =>
    `upstream: { url: '${url}', branch: ${branch} }\ndownstream: [{ repository: '${down}', branches: [mine] }]\n`;
  const url = pathToFileURL(upstream.path).href;
  await upstream.git('branch', 'stable', 'main');
  await writeFile(join(configs, 'old.yaml'), project(url, 'stable', fork.path));
  await writeFile(join(configs, 'gone.yaml'), project('https://example.org/x.git', 'main', '/not/there'));
  expect((await place.call(['sync', 'old', '--config', 'config'])).code).toBe(0);
  const longAgo = new Date('2020-01-01');
  await utimes(join(place.cache, 'mirrors/old.git/landfall-synced'), longAgo, longAgo);
  await fork.git('config', 'remote.origin.promisor', 'true');
  await writeFile(join(fork.path, 'shallow'), `${fork.oid('mine')}\n`);
  const run = await place.call(['doctor', '--config', 'config']);
  expect(run.code).toBe(3);
  for (const says of [
    "upstream's default branch is main, the config says stable",
    'days ago\n      → landfall sync old',
    'is a partial clone',
    'is a shallow clone',
    '/not/there is not there',
    'there is no copy of https://example.org/x.git yet',
  ])
    expect(run.out).toContain(says);
});

it('goes on where git is old, the cache is no folder and the config is wrong', async () => {
  const place = await room();
  await writeFile(join(place.path, 'landfall.yaml'), 'upstream: 1\n');
  const config = await place.call(['doctor']);
  expect(config.code).toBe(2);
  expect(config.out).toMatch(/fail {2}config: .*\n {6}.*landfall\.yaml:1/);
  await mkdir(join(place.path, 'bin'));
  await writeFile(join(place.path, 'bin/git'), '#!/bin/sh\necho git version 2.20.1\n');
  await chmod(join(place.path, 'bin/git'), 0o755);
  await writeFile(place.cache, 'a file');
  const machine = await place.run(['doctor'], { env: { PATH: join(place.path, 'bin') } });
  expect(machine.code).toBe(3);
  expect(machine.out).toContain('git 2.20.1 is too old');
  expect(machine.out).toContain('is no folder');
});

it('knows a Node that is too old', () => {
  expect(checkNode('18.20.0')).toMatchObject({ level: 'warn' });
  expect(checkNode('22.1.0')).toMatchObject({ level: 'ok' });
});
