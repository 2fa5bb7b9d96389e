// The committed JSON Schemas are those the validator has, and every packaged file names its own.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { jsonSchemas, writeJsonSchemas } from '../../src/config/json-schema.js';
import { PACKAGED_DEFAULTS, SCHEMA_FOLDER } from '../../src/config/locations.js';
import { nearest } from '../../src/config/nearest.js';

it.each(Object.entries(jsonSchemas()))('config/schema/%s is up to date (npm run schema)', async (name, text) => {
  expect(await readFile(join(SCHEMA_FOLDER, name), 'utf8')).toBe(text);
});

it('the schemas are written where they are asked for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'landfall-schema-'));
  await writeJsonSchemas(join(folder, 'new'));
  expect(await readdir(join(folder, 'new'))).toEqual([
    'defaults.schema.json',
    'fleet.schema.json',
    'project.schema.json',
  ]);
  await rm(folder, { recursive: true });
});

it('every key is described for editors', () => {
  const bare: string[] = [];
  const walk = (node: unknown, at: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties = {}, items, anyOf } = node as { properties?: object; items?: unknown; anyOf?: unknown };
    for (const [key, value] of Object.entries(properties) as [string, { description?: string }][]) {
      if (value.description === undefined) bare.push(`${at}.${key}`);
      walk(value, `${at}.${key}`);
    }
    walk(items, `${at}[]`);
    walk(anyOf, at);
  };
  for (const [name, text] of Object.entries(jsonSchemas())) walk(JSON.parse(text), name);
  expect(bare).toEqual([]);
});

it('every packaged file names its schema in its first line', async () => {
  const folder = dirname(PACKAGED_DEFAULTS);
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.yaml'))) {
    const kind = name === 'defaults.yaml' ? 'defaults' : 'project';
    const first = (await readFile(join(folder, name), 'utf8')).split('\n')[0];
    expect(first).toBe(`# yaml-language-server: $schema=./schema/${kind}.schema.json`);
  }
});

it('every packaged number carries its reason', async () => {
  const lines = (await readFile(PACKAGED_DEFAULTS, 'utf8')).split('\n');
  const bare = lines.filter((line, i) => /^ {2}\w+:/u.test(line) && !/^ {2}#/u.test(lines[i - 1] ?? ''));
  expect(bare).toEqual([]);
});

it.each([
  ['brnach', 'branch'],
  ['Branch', 'branch'],
  ['branches', 'branch'],
  ['tiitle', 'title'],
  ['ur', 'url'],
  ['zzz', null],
  ['', null],
])('the key nearest to %j is %j', (text, word) => {
  expect(nearest(text, ['title', 'branch', 'url'])).toBe(word);
});
