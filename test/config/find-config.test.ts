// Which config a run reads: named, by variable, or the nearest one.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULTS_LINE, failureOf, loadFrom, PROJECT_LINE, SMALLEST } from './support.js';

const named = (name: string): string => `${SMALLEST}name: ${name}\n`;
const names = async (...args: Parameters<typeof loadFrom>): Promise<string[]> =>
  (await loadFrom(...args)).projects.map(({ project }) => project.name);

it('a landfall.yaml is found from the folders below it', async () => {
  expect(await names({ 'landfall.yaml': named('own'), 'a/b/': '' }, { cwd: 'a/b' })).toEqual(['own']);
});

it('the nearest config wins', async () => {
  const files = { 'landfall.yaml': named('far'), 'a/landfall.yaml': named('near'), 'a/b/': '' };
  expect(await names(files, { cwd: 'a/b' })).toEqual(['near']);
});

it('a folder config/ is found by a project file that names the schema, and read whole and sorted', async () => {
  const files = { 'config/b.yaml': SMALLEST, 'config/a.yml': PROJECT_LINE + SMALLEST, 'config/c.yaml': named('aa') };
  expect(await names(files)).toEqual(['a', 'aa', 'b']);
});

it('a folder config/ is found by its defaults, which are no project', async () => {
  expect(await names({ 'config/defaults.yaml': DEFAULTS_LINE, 'config/a.yaml': SMALLEST })).toEqual(['a']);
});

it("another program's folder config/ is passed by", async () => {
  const files = { 'landfall.yaml': named('own'), 'a/config/defaults.yaml': 'port: 80\n', 'a/config/x.yaml': '- y\n' };
  expect(await names(files, { cwd: 'a' })).toEqual(['own']);
});

it('hidden files and other kinds of files in the folder are not projects', async () => {
  const files = { 'c/a.yaml': SMALLEST, 'c/.#a.yaml': 'lock', 'c/notes.md': '#', 'c/x.yaml/': '' };
  expect(await names(files, { config: 'c' })).toEqual(['a']);
});

it('--config names a file, a folder, or a folder with a landfall.yaml', async () => {
  const files = {
    'c/a.yaml': SMALLEST,
    'c/b.yaml': SMALLEST,
    'd/landfall.yaml': named('d'),
    'd/compose.yaml': 'x: 1\n',
  };
  expect(await names(files, { config: 'c/b.yaml' })).toEqual(['b']);
  expect(await names(files, { config: 'c' })).toEqual(['a', 'b']);
  expect(await names(files, { config: 'd' })).toEqual(['d']);
});

it('LANDFALL_CONFIG stands in for --config and gives way to it', async () => {
  const files = { 'landfall.yaml': named('found'), 'c/a.yaml': SMALLEST, 'c/b.yaml': SMALLEST };
  const env = { LANDFALL_CONFIG: 'c/a.yaml' };
  expect(await names(files, { env })).toEqual(['a']);
  expect(await names(files, { env, config: 'c/b.yaml' })).toEqual(['b']);
  expect(await names(files, { env: { LANDFALL_CONFIG: '' } })).toEqual(['found']);
});

it('no config anywhere says how to get one', async () => {
  const error = await failureOf(loadFrom({ 'a/': '' }, { cwd: 'a' }));
  expect(error).toMatchObject({ kind: 'usage', code: 'config.not-found' });
  expect(error.hint).toMatch(/landfall init.*--config/u);
});

it.each([
  [{ config: 'nowhere' }, 'config.not-found', /^--config names .*nowhere, which is not there/u],
  [{ env: { LANDFALL_CONFIG: '~/nowhere' } }, 'config.not-found', /^LANDFALL_CONFIG names \/home\/ann\/nowhere/u],
  [{ config: 'empty' }, 'config.no-projects', /^No project files in .*empty/u],
])('a config that is named but cannot be used: %j', async (options, code, says) => {
  const error = await failureOf(loadFrom({ 'empty/defaults.yaml': DEFAULTS_LINE }, options));
  expect(error).toMatchObject({ kind: 'usage', code });
  expect(error.message).toMatch(says);
});

it('something that is not a file cannot be read', async () => {
  expect(await failureOf(loadFrom({}, { config: '/dev/null' }))).toMatchObject({ code: 'config.unreadable' });
});

it('says which file or folder it read', async () => {
  const { source, folder } = await loadFrom({ 'c/a.yaml': SMALLEST }, { config: 'c' });
  expect(source).toBe(join(folder, 'c'));
});
