// The bundled projects: what stands in them behind hash signs works when the signs are taken away.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const CONFIG = new URL('../../config/', import.meta.url);
/** A line of YAML behind a hash sign, not one of prose. */
const HIDDEN = /^( *)# ((?: *- )?(?: *)[a-z]+:(?: \S+)?)$/gm;

async function sourcesOf(name: string, text: string) {
  const { path } = await temporaryDirectory();
  await writeFile(join(path, `${name}.yaml`), text);
  const { projects } = await loadConfig({ config: path, cwd: path, env: { HOME: path }, cacheDir: path });
  return projects.flatMap(({ project }) => project.submissions.map(({ kind }) => kind));
}

test.each([
  ['gdb', ['mail'], ['mail', 'patchwork']],
  ['qemu-nvmm', ['mail'], ['mail', 'patchew']],
  ['jemalloc', [], ['github']],
])('%s', async (name, asIs, shown) => {
  const text = await readFile(new URL(`${name}.yaml`, CONFIG), 'utf8');
  expect(await sourcesOf(name, text)).toEqual(asIs);
  expect(await sourcesOf(name, text.replace(HIDDEN, '$1$2'))).toEqual(shown);
});
