// A run that is stopped leaves nothing behind.
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeDemo } from '../../src/demo/make-demo.js';
import { appears, room } from './support.js';

it.each(['SIGINT', 'SIGTERM'] as const)('status takes its workspace away on %s', async (signal) => {
  const place = await room();
  await makeDemo(join(place.path, 'demo'));
  const { child, ended } = place.start(['status', '--config', 'demo/config', '--no-cache']);
  await appears(place.tmp, /^landfall-/);
  child.kill(signal);
  const run = await ended;
  expect(run).toMatchObject({ code: 128 + constants.signals[signal], out: '', err: 'landfall: stopped\n' });
  expect(await readdir(place.tmp)).toEqual([]);
});

it('sync takes its unfinished clone and its lock away', async () => {
  const place = await room();
  const bin = join(place.path, 'bin');
  await mkdir(bin);
  // A clone that takes for ever.
  const script =
    '#!/bin/sh\nfor last; do :; done\ncase "$1" in clone) mkdir "$last"; exec sleep 60;; esac\necho git version 2.39.5\n';
  await writeFile(join(bin, 'git'), script);
  await chmod(join(bin, 'git'), 0o755);
  const text =
    'upstream: { url: https://example.org/x.git, branch: main }\ndownstream: [{ repository: /not/there, branches: [x] }]\n';
  await writeFile(join(place.path, 'landfall.yaml'), text);
  const { child, ended } = place.start(['sync'], { env: { PATH: `${bin}:${process.env['PATH']}` } });
  const mirrors = join(place.cache, 'mirrors');
  await appears(mirrors, /\.git\.new-/);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 130, out: '', err: 'landfall: stopped\n' });
  expect(await readdir(mirrors)).toEqual([]);
});
