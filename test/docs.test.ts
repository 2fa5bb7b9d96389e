// What the documents say must be so: the report README opens with, scripts, links, words, examples.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { writtenProject } from '../src/config/schema.js';
import { READER_KINDS } from '../src/model/config.js';
import { COMMANDS } from '../src/commands/index.js';
import { manualFiles } from '../src/commands/write-manual.js';
import { loadConfig } from '../src/config/load.js';
import { makeDemo } from '../src/demo/make-demo.js';
import { EXIT } from '../src/errors.js';
import * as landfall from '../src/index.js';
import { TREND_FORMATS } from '../src/report/trend/index.js';
import { replay } from '../src/replay.js';
import { trendOf } from '../src/trend/trend-of.js';
import { ACTIONS, FORMS, NOISE_REASONS, SHAPES, STATUSES } from '../src/model/status.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
};
const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const readme = textOf('README.md');

/** The outputs that README shows, in its order, each below the command that prints it. */
const OUTPUT = /(?<=^\$ npx landfall (?<command>[^\n]*) --config demo\/config\n```\n\n```text\n).*?(?=^```\n)/gms;

test('the outputs that README shows are what the demo prints (vitest -u writes them)', async () => {
  const shown = [...readme.matchAll(OUTPUT)];
  expect(shown.map(({ groups }) => groups?.['command'])).toEqual(['status jemalloc', 'replay jemalloc --no-record']);
  const day = /(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/.exec(shown[0]?.[0] ?? '');
  const printed = await outputsOfDemo('jemalloc', new Date(day ? `${day[1]}T${day[2]}Z` : 0));
  expect(Math.max(...printed.flatMap((text) => text.split('\n').map((line) => line.length)))).toBeLessThanOrEqual(80);
  await expect(readme.replace(OUTPUT, () => printed.shift() ?? '')).toMatchFileSnapshot('../README.md');
});

test('the pages of commands and the man page are what --help says (npm run manual writes them)', async () => {
  for (const [path, text] of await manualFiles(manifest.version)) expect(textOf(path), path).toBe(text);
});

test('every npm script that a document names is there', () => {
  const named = documents.flatMap((path) =>
    [...textOf(path).matchAll(/npm (?:run (?:--silent )?([\w:]+)|(start|test)\b)/g)].map(
      (found) => found[1] ?? found[2] ?? '',
    ),
  );
  expect(new Set(named).size).toBeGreaterThan(5);
  expect(named.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
});

test.each(documents)('links of %s lead somewhere', (path) => {
  const links = [...textOf(path).matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1] ?? '');
  const broken = links.filter((link) => !/^https?:/.test(link) && !isThere(path, link));
  expect(broken).toEqual([]);
});

const SOURCES = documents.filter((path) => /^docs.sources.(?!README)/.test(path));

test.each(SOURCES)('the config in %s can be read', (path) => {
  const block = /^```yaml\n(.*?)^```/ms.exec(textOf(path))?.[1] ?? '';
  const [entry] = writtenProject.parse(parse(block)).downstream;
  expect(path).toContain(String(entry?.kind));
});

test('each kind of downstream has a page', () => {
  expect(SOURCES.map((path) => path.replace(/^.*[/\\]|\.md$/g, '')).sort()).toEqual(READER_KINDS.toSorted());
});

test('README names every command, status and exit code', () => {
  for (const { name } of COMMANDS) expect(readme).toContain(`\`landfall ${name}`);
  for (const status of STATUSES) expect(readme).toContain(`\`${status}\``);
  for (const code of Object.values(EXIT)) expect(readme).toContain(`\n| ${code} |`);
});

test('the glossary explains every word a verdict is made of', () => {
  const glossary = textOf('docs/GLOSSARY.md');
  for (const word of [...STATUSES, ...FORMS, ...SHAPES, ...NOISE_REASONS]) expect(glossary).toContain(`\`${word}\``);
  for (const action of ACTIONS) expect(glossary).toContain(action.split('-')[0]);
});

test('the architecture maps every room', () => {
  const map = textOf('docs/ARCHITECTURE.md');
  for (const entry of readdirSync(join(ROOT, 'src'))) {
    if (entry === 'index.ts') continue;
    expect(map, `add ${entry} to the map`).toContain(`\`${entry === 'errors.ts' ? 'errors' : entry}\``);
  }
});

test('the config that README shows can be read', async () => {
  const { path } = await temporaryDirectory();
  const example = [...readme.matchAll(/^```yaml\n(.*?)^```$/gms)].map((found) => found[1] ?? '').find(isProject) ?? '';
  await mkdir(join(path, 'repository'));
  await writeFile(join(path, 'landfall.yaml'), example);
  const config = await loadConfig({ cwd: path, env: { HOME: path }, cacheDir: join(path, 'cache') });
  expect(config.projects.map(({ project, notices }) => [project.name, notices])).toEqual([['qemu-nvmm', []]]);
});

test('the library example imports what there is', () => {
  const imported = /import \{ ([^}]+) \} from 'landfall'/.exec(readme)?.[1]?.split(', ') ?? [];
  expect(imported.length).toBeGreaterThan(1);
  expect(imported.filter((name) => !(name in landfall))).toEqual([]);
});

test('the changelog has an entry for the version being made', () => {
  expect(textOf('CHANGELOG.md')).toMatch(
    new RegExp(`^(## \\[${manifest.version}\\]|To be released as ${manifest.version}\\.)`, 'm'),
  );
});

test('each decision has a number of its own and its three parts', () => {
  const decisions = documents.filter((path) => path.startsWith(join('docs', 'adr'))).sort();
  const numbers = decisions.map((path) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(relative(join('docs', 'adr'), path))?.[1]);
  expect(new Set(numbers).size).toBe(decisions.length);
  decisions.forEach((path, place) => {
    const parts = '\\n\\n\\*\\*Context\\.\\*\\*.*\\*\\*Decision\\.\\*\\*.*\\*\\*Consequences\\.\\*\\*';
    expect(textOf(path)).toMatch(new RegExp(`^# ${Number(numbers[place])}\\. [^\\n]*${parts}`, 's'));
  });
});

/** What `status` and `replay` print of one project of the demo. */
async function outputsOfDemo(name: string, now: Date): Promise<string[]> {
  const { path } = await temporaryDirectory();
  const { configDir } = await makeDemo(join(path, 'demo'));
  const config = await loadConfig({ config: configDir, cwd: path, env: {}, cacheDir: join(path, 'cache') });
  const projects = landfall.chooseProjects(config, [name]);
  const options = { now, version: manifest.version, cores: 2 };
  const report = await landfall.track(projects, options);
  const [tracked] = projects;
  if (!tracked) throw new Error(`the demo has no ${name}`);
  const { points } = await replay(tracked, { ...options, since: new Date(0), upstreamAsOf: 'commit-date' });
  const trend = trendOf(points, { project: name, upstreamAsOf: 'commit-date', since: null, days: 90 });
  return [
    landfall.FORMATS[0].report(report, landfall.PLAIN),
    TREND_FORMATS[0].render([trend], { ...landfall.PLAIN, measure: 'patches' }),
  ];
}

function isThere(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || anchorsOf(textOf(target)).includes(anchor);
}

function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map((found) =>
    (found[1] ?? '')
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

function isProject(text: string): boolean {
  return /^downstream:/m.test(text);
}
