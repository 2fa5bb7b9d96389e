// The file that `landfall init` writes loads again, whatever the names in a repository are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandVariables } from '../../src/config/expand.js';
import { parseYaml } from '../../src/config/parse-yaml.js';
import { writtenProject } from '../../src/config/schema.js';
import { fitName, type StarterFacts, starterConfig } from '../../src/config/starter.js';
import { loadFrom } from './support.js';

const FACTS: StarterFacts = {
  name: 'My Fork',
  upstream: { url: 'https://example.org/up.git', branch: 'main' },
  downstream: { repository: '.', branches: ['local/*', 'fix'] },
  releases: ['v*', '!*-rc*'],
  contribute: { kind: 'list', address: 'patches@example.org' },
  schema: './node_modules/landfall/config/schema/project.schema.json',
};

describe('the starter config', () => {
  it('loads, is found from its folder, and says what it was given', async () => {
    const { projects, folder } = await loadFrom({ 'landfall.yaml': starterConfig(FACTS) });
    expect(projects[0]?.notices).toEqual([]);
    expect(projects[0]?.project).toMatchObject({
      name: 'my-fork',
      upstream: { url: FACTS.upstream.url, branch: 'main', releases: FACTS.releases, mirror: true },
      contribute: FACTS.contribute,
      downstream: [{ repository: folder, branches: FACTS.downstream.branches }],
    });
  });

  it('loads where nothing is known of releases and contributions', async () => {
    const { projects } = await loadFrom({
      'landfall.yaml': starterConfig({ ...FACTS, releases: [], contribute: null }),
    });
    expect(projects[0]?.project.contribute).toBeNull();
  });

  it('begins with the schema and explains each part', () => {
    const text = starterConfig(FACTS);
    expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=${FACTS.schema}`);
    expect(text).toContain("branches: ['local/*', fix]");
    expect(text).toContain('# annotations:');
  });

  it('still loads with all of its suggestions taken', async () => {
    const suggestions = /^(\s*)# ((?:repository|next|releases|base|paths|follows):|annotations:|gate:|  |settings:)/gmu;
    const { projects } = await loadFrom({ 'landfall.yaml': starterConfig(FACTS).replace(suggestions, '$1$2') });
    expect(projects[0]?.project).toMatchObject({
      upstream: { next: ['staging', 'next/*'], mirror: false },
      downstream: [{ base: 'v1.0', paths: ['src'], follows: 'releases' }],
      annotations: [{ commit: '0123abc', status: 'local' }],
      gate: { 'max-patches': { level: 'fail', most: 40 } },
    });
  });

  it('holds any name that a repository can have', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '4e12345',
        '1234567',
        '~',
        'null',
        'true',
        '*x',
        '!x',
        "it's",
        'a: b',
        'a #b',
        '[x]',
        '{x}',
        '010',
        '%x',
        '`',
        '${HOME}',
        '$${X}',
        '${',
        'a${b}$${',
        'é',
        '🙂',
        '\u2028',
        '"',
        'x,y',
        'a:',
        '- a',
        '? a',
        '@a',
        '&a',
        '.5',
        '=',
        '<<',
      ),
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\p{Cc}/u.test(text)),
    );
    const path = hostile.filter((text) => !text.startsWith('-'));
    const glob = hostile.filter((text) => text !== '!');
    fc.assert(
      fc.property(
        path,
        hostile,
        path,
        fc.array(glob, { minLength: 1 }),
        hostile,
        (url, branch, repository, names, name) => {
          const facts = {
            ...FACTS,
            name,
            upstream: { url, branch },
            downstream: { repository, branches: names },
            releases: names,
          };
          const { problems, value } = parseYaml('landfall.yaml', starterConfig(facts), writtenProject);
          expect(problems).toEqual([]);
          expect(value?.upstream).toMatchObject({ branch, releases: names });
          expect(value?.downstream[0]?.branches).toEqual(names);
          expect(expandVariables(value?.upstream.url ?? '', {})).toEqual({ text: url, unset: [] });
          expect(expandVariables(value?.downstream[0]?.repository ?? '', {}).text).toBe(repository);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});

it.each([
  ['My Fork!', 'my-fork'],
  ['../../etc', 'etc'],
  ['C++', 'c'],
  ['日本', 'project'],
  ['.git', 'git'],
  ['a'.repeat(99), 'a'.repeat(64)],
])('%s becomes the name %s', (text, name) => {
  expect(fitName(text)).toBe(name);
});
