// What a written project becomes: defaults filled in, paths absolute, settings laid over each other.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { chooseProjects } from '../../src/config/choose-projects.js';
import type { LoadedProject } from '../../src/config/complete.js';
import { loadConfig, packagedSettings } from '../../src/config/load.js';
import { DEFAULTS_LINE, failureOf, type LoadOptions, loadFrom, SMALLEST } from './support.js';

const OID = '0123456789ABCDEF0123456789abcdef01234567';

async function only(text: string, options: LoadOptions = {}): Promise<LoadedProject & { folder: string }> {
  const { projects, folder } = await loadFrom({ 'landfall.yaml': text }, options);
  return { ...projects[0]!, folder };
}

describe('a complete project', () => {
  it('has every default filled in', async () => {
    const { project, notices, folder } = await only(SMALLEST);
    expect(notices).toEqual([]);
    expect(project).toEqual({
      name: 'landfall',
      title: 'landfall',
      file: join(folder, 'landfall.yaml'),
      upstream: {
        url: 'https://example.org/up.git',
        repository: '/cache/mirrors/landfall.git',
        mirror: true,
        branch: 'main',
        next: [],
        releases: ['*', '!*-rc*', '!*-alpha*', '!*-beta*', '!*-pre*'],
      },
      contribute: null,
      downstream: [
        { repository: folder, branches: ['mine'], base: null, paths: [], follows: null, files: null, mirrorOf: null },
      ],
      history: null,
      annotations: [],
      submissions: [],
      gate: {},
      settings: await packagedSettings(),
    });
  });

  it('keeps what was written', async () => {
    const { project } = await only(`
name: own
title: Our own
upstream: {url: git@example.org:up.git, repository: /src/up, branch: refs/heads/dev, next: [staging], releases: ['v*']}
contribute: {pull-request: https://example.org/pulls}
downstream:
  - {repository: /src/down, branches: ['a/*', refs/pull/*/head], base: v1, paths: [./src/, .], follows: releases}
annotations:
  - {commit: '${OID}', status: landed, upstream: '${OID}', hold: true}
  - {patch-id: '${OID}', upstream: 'https://example.org/C/1'}
  - {subject: 'net: fix', status: local, reason: ours}
  - {subject: a, gate: warn, reason: in review, expires: 2026-12-31}
gate: {max-patches: 40, max-lines: {most: 900, level: warn}, max-share: {most: 0.5}, undeclared: warn, ratchet: fail}
`);
    expect(project).toMatchObject({
      name: 'own',
      title: 'Our own',
      upstream: {
        url: 'git@example.org:up.git',
        repository: '/src/up',
        mirror: false,
        next: ['staging'],
        releases: ['v*'],
      },
      contribute: { kind: 'pull-request', address: 'https://example.org/pulls' },
      downstream: [
        {
          repository: '/src/down',
          branches: ['a/*', 'refs/pull/*/head'],
          base: 'v1',
          paths: ['src'],
          follows: 'releases',
        },
      ],
    });
    const id = OID.toLowerCase();
    const none = {
      commit: null,
      file: null,
      patchId: null,
      subject: null,
      status: null,
      reason: null,
      upstream: null,
      hold: false,
      expires: null,
      gate: null,
    };
    expect(project.annotations).toEqual([
      { ...none, commit: id, status: 'landed', upstream: id, hold: true },
      { ...none, patchId: id, upstream: 'https://example.org/C/1' },
      { ...none, subject: 'net: fix', status: 'local', reason: 'ours' },
      { ...none, subject: 'a', gate: 'warn', reason: 'in review', expires: '2026-12-31' },
    ]);
    expect(project.gate).toEqual({
      'max-patches': { level: 'fail', most: 40 },
      'max-lines': { level: 'warn', most: 900 },
      'max-share': { level: 'fail', most: 0.5 },
      undeclared: { level: 'warn', most: null },
      ratchet: { level: 'fail', most: null },
    });
  });

  it.each([
    ['..', ''],
    ['up.git', 'a/up.git'],
    ['../up', 'up'],
  ])('has the path %s relative to its file', async (path, expected) => {
    const text = SMALLEST.replace('https://example.org/up.git', path).replace(
      'branches',
      `repository: ${path}, branches`,
    );
    const { projects, folder } = await loadFrom({ 'a/landfall.yaml': text, 'b/': '' }, { config: '../a', cwd: 'b' });
    expect(projects[0]?.project.downstream[0]?.repository).toBe(join(folder, expected));
    expect(projects[0]?.project.upstream.url).toBe(join(folder, expected));
  });

  it('means the repository its file is in when none is named', async () => {
    const { projects, folder } = await loadFrom({ '.git/HEAD': '', 'config/a.yaml': SMALLEST }, { config: 'config' });
    expect(projects[0]?.project.downstream[0]?.repository).toBe(folder);
  });
});

describe('variables', () => {
  const withRepository = (path: string): string =>
    SMALLEST.replace('branches', () => `repository: '${path}', branches`);

  it.each([
    ['~', '/home/ann'],
    ['~/src', '/home/ann/src'],
    ['${SRC}/x', '/src/x'],
    ['${NONE:-~/y}', '/home/ann/y'],
    ['${EMPTY:-/y}', '/y'],
    ['${SRC}${EMPTY:-/y}', '/src/y'],
    ['${SRC:-/y}/${SRC:-/z}', '/src/src'],
    ['/a~b/$SRC', '/a~b/$SRC'],
    ['/a/$${SRC}', '/a/${SRC}'],
  ])('%s is filled in', async (written, expected) => {
    const { project, notices } = await only(withRepository(written), { env: { SRC: '/src', EMPTY: '' } });
    expect(project.downstream[0]?.repository).toBe(expected);
    expect(notices).toEqual([]);
  });

  it('that are unset cost only the downstream that needs them, with a notice', async () => {
    const { project, notices } = await only(
      `${SMALLEST.replace('[{', "[{repository: '${NONE}/x', branches: [a]}, {repository: /there, ")}`,
    );
    expect(project.downstream.map(({ repository }) => repository)).toEqual(['/there']);
    expect(notices).toEqual([
      {
        code: 'config.unset-variable',
        severity: 'error',
        message: 'downstream repository ${NONE}/x: the variable NONE is not set; its branches are left out.',
        hint: 'Set NONE, or give a default in the config file: ${NONE:-some/path}.',
      },
    ]);
  });

  it('with an empty default count as unset', async () => {
    const { project, notices } = await only(withRepository('${NONE:-}'));
    expect([project.downstream.length, notices.length]).toEqual([0, 1]);
  });

  it('that are unset make way for the mirror in place of an upstream clone', async () => {
    const { project, notices } = await only(SMALLEST.replace('branch:', "repository: '${NONE}', branch:"));
    expect(project.upstream).toMatchObject({ mirror: true, repository: '/cache/mirrors/landfall.git' });
    expect(notices).toMatchObject([{ code: 'config.unset-variable', severity: 'warning' }]);
  });

  it('that are unset leave an upstream URL as written, with a notice', async () => {
    const { project, notices } = await only(SMALLEST.replace('https://example.org/up.git', "'${HOST}/${DIR}/up.git'"));
    expect(project.upstream.url).toBe('${HOST}/${DIR}/up.git');
    expect(notices).toMatchObject([{ severity: 'error', message: /the variables HOST, DIR are not set/u }]);
  });
});

describe('settings', () => {
  it('of a project lie over those of its folder, which lie over the packaged ones', async () => {
    const packaged = await packagedSettings();
    const { projects } = await loadFrom(
      {
        'c/defaults.yaml': 'search: {candidates: 70, daysBefore: 20}\nnoise: {changelog: [NEWS]}\n',
        'c/a.yaml': `${SMALLEST}settings: {search: {candidates: 90}}\n`,
        'c/b.yaml': SMALLEST,
      },
      { config: 'c' },
    );
    const settings = projects.map(({ project }) => project.settings);
    expect(settings.map(({ search }) => [search.candidates, search.daysBefore])).toEqual([
      [90, 20],
      [70, 20],
    ]);
    expect(settings[0]).toMatchObject({ verdict: packaged.verdict, noise: { ...packaged.noise, changelog: ['NEWS'] } });
  });

  it('of a folder count for a single file of it too, when they name the schema', async () => {
    const files = { 'c/a.yaml': SMALLEST, 'c/defaults.yaml': `${DEFAULTS_LINE}search: {candidates: 77}\n` };
    const { projects } = await loadFrom(files, { config: 'c/a.yaml' });
    expect(projects[0]?.project.settings.search.candidates).toBe(77);
  });

  it('of a folder may be empty, and mistakes in them have their place', async () => {
    await loadFrom({ 'c/a.yaml': SMALLEST, 'c/defaults.yaml': '# nothing\n' }, { config: 'c' });
    const files = { 'c/a.yaml': SMALLEST, 'c/defaults.yaml': 'serach: {}\nverdict:\n  band: 0.9\n' };
    const error = await failureOf(loadFrom(files, { config: 'c' }));
    expect(error.message).toContain("c/defaults.yaml:1:1: unknown key 'serach'; did you mean 'search'?");
    const order = { ...files, 'c/defaults.yaml': 'verdict:\n  landedSupported: 0.1\n' };
    const atSection = 'c/defaults.yaml:1:1: verdict.band: expected at most verdict.landedSupported';
    expect((await failureOf(loadFrom(order, { config: 'c' }))).message).toContain(atSection);
  });
});

describe('names', () => {
  it('must differ within a config', async () => {
    const files = { 'c/a.yaml': SMALLEST, 'c/b.yaml': `${SMALLEST}name: a\n` };
    const error = await failureOf(loadFrom(files, { config: 'c' }));
    expect(error.code).toBe('config.duplicate-project');
    expect(error.message).toBe("c/b.yaml:3:7: name: the name 'a' is taken by c/a.yaml; names must differ");
  });

  it('cannot be taken from any file name', async () => {
    const error = await failureOf(loadFrom({ 'c/My Project.yaml': SMALLEST }, { config: 'c' }));
    expect(error).toMatchObject({ code: 'config.missing-key', message: /My Project\.yaml:1:1: name: missing/u });
  });

  it('choose projects, all when none is given, with the nearest name for a wrong one', async () => {
    const config = await loadFrom({ 'c/gdb.yaml': SMALLEST, 'c/qemu.yaml': SMALLEST }, { config: 'c' });
    const chosen = (...wanted: string[]): string[] => chooseProjects(config, wanted).map(({ project }) => project.name);
    expect(chosen()).toEqual(['gdb', 'qemu']);
    expect(chosen('qemu', 'qemu')).toEqual(['qemu']);
    const error = await failureOf(Promise.resolve().then(() => chosen('qmeu')));
    expect(error).toMatchObject({ kind: 'usage', code: 'config.unknown-project', hint: 'Projects: gdb, qemu.' });
    expect(error.message).toContain("'qmeu'");
    expect(error.message).toContain("did you mean 'qemu'?");
  });
});

it("Landfall's own projects load: gdb, jemalloc and qemu-nvmm", async () => {
  const config = fileURLToPath(new URL('../../config', import.meta.url));
  const { projects } = await loadConfig({ config, cwd: '/', env: { HOME: '/home/ann' }, cacheDir: '/cache' });
  expect(projects.map(({ project, notices }) => [project.name, project.upstream.branch, notices])).toEqual([
    ['gdb', 'master', []],
    ['jemalloc', 'dev', []],
    ['qemu-nvmm', 'master', []],
  ]);
  expect(projects[0]?.project.downstream[0]?.repository).toBe('/home/ann/src/binutils-gdb');
});
