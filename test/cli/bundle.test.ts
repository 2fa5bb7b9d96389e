// What is bundled finds what is not: every package that it still imports is one that npm installs with Landfall.
import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

test('the bundle imports nothing that is not installed with it', async () => {
  const { dependencies, optionalDependencies } = JSON.parse(await readFile(`${ROOT}package.json`, 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const installed = new Set(Object.keys({ ...dependencies, ...optionalDependencies }));
  const files = (await readdir(`${ROOT}dist/bundle`)).filter((name) => name.endsWith('.js'));
  const texts = await Promise.all(files.map((name) => readFile(`${ROOT}dist/bundle/${name}`, 'utf8')));
  const imported = texts.flatMap((text) => [...text.matchAll(/^(?:import|export) [^;]*?from "([^".][^"]*)";$/gmu)]);
  const packages = imported.map(([, id = '']) => id).filter((id) => !isBuiltin(id));
  expect(packages.length).toBeGreaterThan(0);
  const names = packages.map((id) => id.split('/', id.startsWith('@') ? 2 : 1).join('/'));
  expect([...new Set(names)].filter((name) => !installed.has(name))).toEqual([]);
});
