// Scratch folders of killed runs are taken away by the next; those of runs that live, and of other machines, stay.
import { spawnSync } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { makeScratchFolder } from '../../src/git/scratch-folder.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

test('the next run takes away what a killed one left', async () => {
  const place = await temporaryDirectory();
  vi.stubEnv('TMPDIR', place.path);
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const host = hostname().replace(/[^\w.]+/g, '_');
  const left = join(place.path, `landfall-${host}-${dead}-abcdef`);
  const kept = [`landfall-${host}-${process.pid}-abcdef`, `landfall-elsewhere-${dead}-abcdef`, `landfall-${host}-x`];
  await mkdir(join(left, 'objects'), { recursive: true });
  for (const name of kept) await mkdir(join(place.path, name));
  const made = await makeScratchFolder();
  await access(made);
  await expect(access(left)).rejects.toMatchObject({ code: 'ENOENT' });
  for (const name of kept) await access(join(place.path, name));
  expect(await makeScratchFolder(), 'a second workspace of one process has a folder of its own').not.toBe(made);
  vi.unstubAllEnvs();
});
