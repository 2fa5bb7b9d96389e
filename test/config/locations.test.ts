// Where mirrors and results are kept, and how a file names its schema.
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { cacheDir, mirrorPath, projectSchemaFor, SCHEMA_FOLDER, stateDir } from '../../src/config/locations.js';

it.each([
  [{ LANDFALL_CACHE: '/c', XDG_CACHE_HOME: '/x', HOME: '/h' }, 'linux', '/c'],
  [{ LANDFALL_CACHE: '~/c', HOME: '/h' }, 'linux', '/h/c'],
  [{ LANDFALL_CACHE: '', XDG_CACHE_HOME: '/x', HOME: '/h' }, 'linux', '/x/landfall'],
  [{ XDG_CACHE_HOME: 'relative', HOME: '/h' }, 'linux', '/h/.cache/landfall'],
  [{ HOME: '/h' }, 'linux', '/h/.cache/landfall'],
  [{ HOME: '/h' }, 'darwin', '/h/Library/Caches/landfall'],
  [{ HOME: '/h', LOCALAPPDATA: '/h/local' }, 'win32', '/h/local/landfall'],
] as const)('%j on %s keeps its cache in %s', (env, platform, expected) => {
  expect(cacheDir(env, platform)).toBe(expected);
});

it('a relative LANDFALL_CACHE is made absolute', () => {
  expect(cacheDir({ LANDFALL_CACHE: 'c' })).toBe(resolve('c'));
});

it('a mirror is named by its project', () => {
  expect(mirrorPath('/c', 'gdb')).toBe('/c/mirrors/gdb.git');
});

it('a schema is named relative where it is near, else absolute', () => {
  expect(projectSchemaFor(join(dirname(SCHEMA_FOLDER), 'x.yaml'))).toBe('./schema/project.schema.json');
  expect(projectSchemaFor('/elsewhere/landfall.yaml')).toBe(join(SCHEMA_FOLDER, 'project.schema.json'));
});

it.each([
  [{ LANDFALL_STATE: '~/s', XDG_STATE_HOME: '/x', HOME: '/h' }, 'linux', '/h/s'],
  [{ XDG_STATE_HOME: '/x', HOME: '/h' }, 'linux', '/x/landfall'],
  [{ XDG_STATE_HOME: 'relative', HOME: '/h' }, 'linux', '/h/.local/state/landfall'],
  [{ HOME: '/h' }, 'darwin', '/h/Library/Application Support/landfall'],
  [{ HOME: '/h', LOCALAPPDATA: '/h/local', LANDFALL_CACHE: '/c' }, 'win32', '/h/local/landfall'],
] as const)('%j on %s keeps its histories in %s', (env, platform, expected) => {
  expect(stateDir(env, platform)).toBe(expected);
});
