// A fleet file: project files by glob, packages by list; what is wrong with one of thousands is a notice.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadFleet } from '../../src/config/load-fleet.js';
import { fillIn } from '../../src/config/packages.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

async function loaded(files: Readonly<Record<string, string>>) {
  const { path } = await temporaryDirectory();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  const fleet = await loadFleet({ file: 'fleet.yaml', cwd: path, env: { HOME: '/home/me' }, cacheDir: '/cache' });
  return { ...fleet, path };
}

const PROJECT = `upstream: { url: 'https://example.org/x.git', branch: main }
downstream: [{ repository: /srv/x, branches: [local] }]
`;

test('globs find project files below the fleet file, each named for itself', async () => {
  const { name, projects, notices } = await loaded({
    'fleet.yaml': "name: all\nprojects: ['configs/**/*.yaml', one.yaml]\n",
    'configs/a/alpha.yaml': PROJECT,
    'configs/beta.yaml': PROJECT,
    'configs/readme.md': 'not a project',
    'one.yaml': PROJECT,
  });
  expect(name).toBe('all');
  expect(projects.map(({ project }) => project.name)).toEqual(['alpha', 'beta', 'one']);
  expect(notices).toEqual([]);
});

test('a project file with a mistake is left out, with its place; the others stay', async () => {
  const { projects, notices } = await loaded({
    'fleet.yaml': "projects: ['*.project.yaml', gone.yaml]\n",
    'a.project.yaml': PROJECT.replace('branch: main', 'brnch: main'),
    'b.project.yaml': PROJECT,
  });
  expect(projects.map(({ project }) => project.name)).toEqual(['b.project']);
  expect(notices.map(({ message }) => message)).toEqual([
    expect.stringMatching(/a\.project\.yaml is left out: .*:1:\d+: .*brnch/su),
    expect.stringMatching(/gone\.yaml is left out: .*cannot be read/u),
  ]);
});

test('a list of packages fills the template, line by line', async () => {
  const { projects, notices } = await loaded({
    'fleet.yaml': `name: pkgs
packages:
  list: list.tsv
  project:
    title: '\${title}'
    upstream: { url: 'https://example.org/\${repo}.git', branch: '\${branch}' }
    downstream: [{ repository: '~/\${name}', branches: ['\${name}/*'] }]
`,
    'list.tsv':
      'name\trepo\tbranch\ttitle\n# a comment\nzlib\tz\tmain\tZ\n\nBAD NAME\tx\tmain\tX\njpeg\tj\tdev\tJ: "quoted" ${x}\n',
  });
  expect(
    projects.map(({ project }) => [project.name, project.title, project.upstream.url, project.upstream.branch]),
  ).toEqual([
    ['jpeg', 'J: "quoted" ${x}', 'https://example.org/j.git', 'dev'],
    ['zlib', 'Z', 'https://example.org/z.git', 'main'],
  ]);
  expect(projects[1]?.project.downstream[0]).toMatchObject({ repository: '/home/me/zlib', branches: ['zlib/*'] });
  expect(notices.map(({ message }) => message)).toEqual([
    expect.stringMatching(/list\.tsv:5 is left out: name: expected small/u),
  ]);
});

test('two projects of one name are told; the later one stays', async () => {
  const { projects, notices } = await loaded({
    'fleet.yaml': 'projects: [a/x.yaml, b/x.yaml]\n',
    'a/x.yaml': PROJECT,
    'b/x.yaml': PROJECT,
  });
  expect(projects.map(({ project }) => project.file)).toEqual([expect.stringContaining('b/x.yaml')]);
  expect(notices).toHaveLength(1);
});

test.each([
  ['nothing to follow', 'name: x\n', /expected projects, packages or both/u],
  ['a list that is not there', 'packages: { list: gone.tsv, project: {} }\n', /gone\.tsv cannot be read/u],
  ['an unknown key', 'projets: [x]\n', /projets/u],
])('a fleet file with %s is refused', async (_, text, says) => {
  await expect(loaded({ 'fleet.yaml': text })).rejects.toThrow(says);
});

test.each([
  ['no name column', 'package\trepo\nx\ty\n', /list\.tsv:1: expected column names/u],
  ['a line with too few columns', 'name\trepo\nx\ty\nz\n', /list\.tsv:3: expected 2 columns, found 1/u],
])('a list with %s is refused', async (_, list, says) => {
  const fleet = 'packages: { list: list.tsv, project: {} }\n';
  await expect(loaded({ 'fleet.yaml': fleet, 'list.tsv': list })).rejects.toThrow(says);
});

test('only columns of the list are filled in, and what they hold is not looked at again', () => {
  const columns = new Map([
    ['a', '${b}'],
    ['b', 'x'],
  ]);
  expect(fillIn({ one: ['${a} ${b}', 2, null], two: '${HOME} ${a:-y}' }, columns)).toEqual({
    one: ['${b} x', 2, null],
    two: '${HOME} ${a:-y}',
  });
});
