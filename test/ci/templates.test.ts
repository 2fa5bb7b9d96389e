// The action, the template, the hook and the examples of the docs: whole, safe, and made of options that there are.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { append, tinyRepo } from '../support/tiny-repo.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
const action = parse(textOf('action.yml')) as Action;
const main = action.runs.steps.find(({ id }) => id === 'landfall');

describe('the action', () => {
  test('is composite, and puts nothing into a script that somebody else could write', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{');
  });

  test('uses the inputs it has, and hands on outputs that are written', () => {
    const used = [...textOf('action.yml').matchAll(/inputs\.([\w-]+)/gu)].map((found) => found[1]);
    expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
    for (const [name, { value }] of Object.entries(action.outputs))
      expect(value).toBe(`\${{ steps.landfall.outputs.${name} }}`);
  });

  test('runs as its step says, with what stands in the inputs when nobody sets them', async () => {
    const { path } = await temporaryDirectory();
    const repo = await tinyRepo(
      (h) => {
        h.commit({ branch: 'up', message: 'base', files: { 'a.c': 'int a;\n' } });
        h.point('main', h.tip('up'));
        h.commit({ message: 'ours', files: { 'a.c': append('int ours_to_carry(void);\n') } });
      },
      { bare: false, branch: 'main' },
    );
    const up = `upstream: { url: 'https://example.org/x.git', repository: ., branch: up }`;
    await writeFile(join(repo.path, 'landfall.yaml'), `name: demo\n${up}\ndownstream: [{ branches: [main] }]\n`);
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: path,
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_EVENT_NAME: 'push',
      GITHUB_OUTPUT: join(path, 'output'),
      GITHUB_STEP_SUMMARY: join(path, 'summary'),
      ...Object.fromEntries(Object.entries(main?.env ?? {}).map(([name, value]) => [name, valueOf(value)])),
      SYNC: '--no-sync',
      PROJECTS: 'demo *',
    };
    const failed = await step(repo.path, env);
    expect([failed.code, failed.stderr]).toEqual([2, expect.stringContaining("No project '*'")]);
    const ran = await step(repo.path, { ...env, PROJECTS: ' demo ' });
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(
      readFileSync(join(path, 'output'), 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => line.split('=')[0]),
    ).toEqual(Object.keys(action.outputs));
    expect(readFileSync(join(path, 'summary'), 'utf8')).toContain('# Landfall: 1 of 1 patch to carry');
    expect(readFileSync(join(repo.path, 'landfall-ci/report.json'), 'utf8')).toContain('"schemaVersion": 1');
    expect(readFileSync(join(repo.path, 'landfall-ci/report/index.html'), 'utf8')).toContain(
      '<h1>1 of 1 patch still to carry',
    );
  });
});

/** An input as GitHub fills it in when nobody sets it; of a choice between two flags, the one for true. */
function valueOf(expression: string): string {
  const [, input = ''] = /inputs\.([\w-]+)/u.exec(expression) ?? [];
  const [, flag] = /&& '([^']+)'/u.exec(expression) ?? [];
  const value = action.inputs[input]?.default ?? '';
  return flag ?? (value.includes('${{') ? '' : value);
}

async function step(cwd: string, env: Readonly<Record<string, string>>) {
  const run = promisify(execFile)('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', main?.run ?? ''], {
    cwd,
    env,
  });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

test('the GitLab template calls options that there are, and keeps what they write', () => {
  const { landfall: job } = parse(textOf('templates/landfall.gitlab-ci.yml')) as {
    landfall: {
      script: string[];
      artifacts: { paths: string[]; reports: { junit: string } };
      cache: { paths: string[] };
    };
  };
  const line = job.script.join('\n');
  const options = [...line.matchAll(/(?<= )--[a-z-]+(?= |$)/gu)]
    .map(([flag]) => flag)
    .filter((flag) => flag !== '--yes');
  const help = textOf('docs/commands/ci.md');
  for (const option of options) expect(help).toContain(`\`${option}`);
  const [, out = ''] = /--out (\S+)/u.exec(line) ?? [];
  expect(job.artifacts.paths).toEqual([out]);
  expect(job.artifacts.reports.junit).toBe(`${out}/gate.xml`);
  expect(line).toContain(`--cache ${job.cache.paths[0]}`);
});

test('the pre-commit hook calls the command that there is, before a push', () => {
  const [hook] = parse(textOf('.pre-commit-hooks.yaml')) as Record<string, unknown>[];
  expect(hook).toMatchObject({ id: 'landfall', entry: 'landfall hook', pass_filenames: false, stages: ['pre-push'] });
});

test('the examples of the docs are YAML, and name inputs and hooks that there are', () => {
  const examples = [...textOf('docs/ci.md').matchAll(/```yaml\n([^]*?)```/gu)].map(
    (found) => parse(found[1] ?? '') as unknown,
  );
  expect(examples.length).toBeGreaterThan(4);
  const [workflow] = examples as [{ jobs: { delta: { steps: { id?: string; with?: object }[] } } }];
  const used = workflow.jobs.delta.steps.find(({ id }) => id === 'landfall')?.with ?? {};
  for (const input of Object.keys(used)) expect(Object.keys(action.inputs)).toContain(input);
  expect(textOf('docs/ci.md')).toContain('- id: landfall\n');
});
