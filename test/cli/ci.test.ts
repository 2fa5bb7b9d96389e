// A job from end to end, without the service: files, summary, outputs, annotations, the comment, and what is published.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { append, type History, tinyRepo } from '../support/tiny-repo.js';
import { githubServer } from '../ci/github-server.js';
import { room } from './support.js';

const FIX = append('int a_fix_that_upstream_has(struct board *board, unsigned long flags);\n');
const TOKEN = 'ghs_a_secret_that_nobody_may_see';

function tell(h: History) {
  h.commit({ branch: 'up', message: 'base', files: { 'a.c': 'int a;\n', 'b.c': 'int b;\n' } });
  h.point('main', h.tip('up'));
  h.commit({ branch: 'up', message: 'net: the fix', files: { 'a.c': FIX } });
  h.commit({ message: 'ours', files: { 'b.c': append('int ours_to_carry(void);\n') } });
  h.point('refs/remotes/origin/main', h.tip('main'));
  h.point('change', h.tip('main'));
  h.commit({
    branch: 'change',
    message: '::add-mask::ours too ##[error]x',
    files: { 'c.c': 'int ours_as_well_to_carry(void);\n' },
  });
  h.commit({ branch: 'change', message: 'the same fix, by hand', files: { 'a.c': FIX } });
}

async function job(gate = '') {
  const place = await room();
  const repo = await tinyRepo(tell, { bare: false, branch: 'main' });
  const up = `upstream: { url: 'https://example.org/x.git', repository: '${repo.path}', branch: up }`;
  const config = join(place.path, 'landfall.yaml');
  await writeFile(config, `name: demo\n${up}\ndownstream: [{ repository: '${repo.path}', branches: [main] }]\n${gate}`);
  const out = join(place.path, 'out');
  const github = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_STEP_SUMMARY: join(place.path, 'summary.md'),
    GITHUB_OUTPUT: join(place.path, 'output'),
  };
  const run = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}, now = new Date()) =>
    place.call(['ci', '--config', config, '--out', out, ...args], { cwd: repo.path, env, now });
  const written = (name: string) => readFile(join(place.path, name), 'utf8');
  const event = async (base: string) => {
    const payload = {
      number: 7,
      pull_request: { base: { ref: base, sha: repo.oid('main') } },
      repository: { full_name: 'ann/thing' },
    };
    await writeFile(join(place.path, 'event.json'), JSON.stringify(payload));
    return {
      ...github,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(place.path, 'event.json'),
      GITHUB_TOKEN: TOKEN,
    };
  };
  return { place, repo, github, run, written, event };
}

it('anywhere, it writes its files and nothing of GitHub', async () => {
  const { place, run, written } = await job('gate: { max-patches: 1 }\n');
  const { code, out } = await run();
  expect([code, out]).toEqual([0, expect.stringContaining('gate passed')]);
  expect(out).not.toContain('::');
  expect((await readdir(join(place.path, 'out'), { recursive: true })).sort()).toEqual([
    'badges',
    ...['demo.json', 'demo.svg', 'landfall.json', 'landfall.svg'].map((name) => join('badges', name)),
    'gate.json',
    'gate.sarif',
    'gate.xml',
    'report.json',
    'report.md',
  ]);
  expect(await written('out/gate.xml')).toContain('failures="0"');
});

it('in GitHub Actions it fills summary and outputs, and annotates what fails', async () => {
  const { github, run, written } = await job('gate: { max-patches: 0 }\n');
  const { code, out } = await run(['--baseline-ref', ''], github);
  expect(code).toBe(1);
  expect(out).toMatch(
    /^::stop-commands::([\w-]+)\n[^]*\n::\1::\n::error title=Landfall%3A demo%2C max-patches::1 patch/u,
  );
  expect(await written('summary.md')).toContain('## Gate failed: 1 rule broken');
  expect(await written('output')).toBe('outcome=fail\npatches=1\nlines=1\nlanded-percent=0\n');
});

it('without rules it exits as status does', async () => {
  const { place, run } = await job();
  expect((await run()).code).toBe(0);
  expect(await readdir(join(place.path, 'out'))).toEqual(['badges', 'report.json', 'report.md']);
});

it('with --html the pages stand beside the gate, of the change that a pull request brings', async () => {
  const { place, repo, run, event } = await job('gate: { max-patches: 1 }\n');
  await repo.git('checkout', '--quiet', '--detach', 'change');
  const { code } = await run(['--html', '--no-comment'], await event('main'));
  expect(code).toBe(1);
  expect(await readdir(join(place.path, 'out'))).toEqual(expect.arrayContaining(['gate.xml', 'report', 'report.json']));
  const page = await readFile(join(place.path, 'out/report/demo/index.html'), 'utf8');
  expect(page).toContain('<h1>demo: 2 of 3 patches to carry');
  expect(await readdir(join(place.path, 'out/report/demo/patch'))).toHaveLength(3);
});

it('on a pull request it reads the change, and says in one comment what it adds', async () => {
  const { repo, run, event, written } = await job('gate: { max-patches: 1 }\n');
  const server = await githubServer();
  await repo.git('checkout', '--quiet', '--detach', 'change');
  const env = { ...(await event('main')), GITHUB_API_URL: server.api };
  const first = await run([], env);
  expect(first.code).toBe(1);
  expect(first.err).toContain('comment on ann/thing#7: created');
  const [comment] = server.comments;
  expect(comment?.body).toContain('**demo**: +1 patch, +1 lines to carry');
  expect(comment?.body).toContain('1 patch of it need not be carried');
  expect(comment?.body).not.toContain('| ours |');
  expect(await written('output')).toContain('patches=2\n');
  expect((await run([], env)).err).toContain('unchanged');
  // The change was dropped: the comment must not go on saying what is not so.
  await repo.git('checkout', '--quiet', '--detach', 'main');
  expect((await run([], env)).err).toContain('updated');
  expect(server.comments.map(({ body }) => body)).toEqual([expect.stringContaining('adds nothing to the delta')]);
  expect(`${first.out}${first.err}${await written('summary.md')}`).not.toContain(TOKEN);
});

it('a pull request for another branch touches no stack; one from a fork gets no comment and no failure', async () => {
  const { repo, run, event } = await job();
  await repo.git('checkout', '--quiet', '--detach', 'change');
  const server = await githubServer();
  const other = await run(['--publish', 'landfall-state'], { ...(await event('docs')), GITHUB_API_URL: server.api });
  expect([other.code, server.comments]).toEqual([0, []]);
  expect(await repo.git('branch', '--list', 'landfall-state')).toBe('');
  const closed = await githubServer({ status: 403 });
  const env = { ...(await event('main')), GITHUB_API_URL: closed.api };
  const forked = await run([], env);
  expect([forked.code, forked.err]).toEqual([0, expect.stringContaining('pull-requests: write')]);
  expect((await run(['--no-comment'], env)).err).toBe('');
  expect((await run([], { ...env, GITHUB_TOKEN: '' })).err).toContain('$GITHUB_TOKEN is not set');
});

it('an event that cannot be read is a mistake', async () => {
  const { place, run, event } = await job();
  const env = await event('main');
  await writeFile(join(place.path, 'event.json'), '{}');
  expect((await run([], env)).code).toBe(2);
  expect((await run([], { ...env, GITHUB_EVENT_PATH: '' })).code).toBe(2);
});

it('what is published is history, report and badges; jobs at the same time lose nothing', async () => {
  const { repo, github, run } = await job();
  const remote = await tinyRepo((h) => h.commit({ message: 'theirs', files: { x: 'x\n' } }));
  const publish = (day: string) =>
    run(['--publish', 'landfall-state', '--remote', remote.path], github, new Date(`${day}T12:00:00Z`));
  expect((await publish('2020-02-01')).err).toContain('published on landfall-state');
  const ended = await Promise.all(['2020-02-02', '2020-02-03', '2020-02-04'].map(publish));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  const show = (path: string) => remote.git('show', `landfall-state:${path}`);
  expect((await show('history.jsonl')).split('\n')).toHaveLength(4);
  expect(JSON.parse(await show('report.json'))).toMatchObject({ schemaVersion: 1 });
  expect(await show('badges/demo.svg')).toContain('<svg');
  // The repository that was checked out is as it was.
  expect(await repo.git('for-each-ref', '--format=%(refname)', 'refs/heads')).not.toContain('landfall-state');
});

it('a remote that cannot be pushed to is told, after everything else was done', async () => {
  const { place, run, written } = await job();
  const { code, err } = await run(['--publish', 'landfall-state', '--remote', join(place.path, 'gone')]);
  expect([code, err]).toEqual([3, expect.stringContaining('gone')]);
  expect(await written('out/report.json')).toContain('"schemaVersion"');
  expect((await run(['--publish', 'x', '--remote', 'ext::sh'])).code).toBe(2);
  expect((await run(['--publish', 'x'])).err).toContain('no remote named origin');
});
