// What it costs to ask where patches were sent: requests for 200 patches, and an archive of mails in time and memory.
// LANDFALL_BENCH_ARCHIVE names a public-inbox repository to measure on beside the generated one.
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Measured, runMeasured } from '../../src/bench/measure/run-measured.js';
import type { SubmissionConfig } from '../../src/model/config.js';
import { openDesk } from '../../src/submissions/ask.js';
import { fakeGitHub } from '../submissions/fake-github.js';
import { fakePatchwork } from '../submissions/fake-patchwork.js';
import { diffOf, mailText, publicInbox, questionOf, wantedOf } from '../submissions/list.js';
import { type Answer, type Asked, loopback } from '../submissions/loopback.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { tinyRepo } from '../support/tiny-repo.js';

const PATCHES = 200;
const MAILS = 20_000;
const NEW_MAILS = 1000;
/** Reading on must cost no more than this part of reading all, per mail read and with all else a run does. */
const MOST_OF_COLD = 0.5;

const places = Array.from({ length: PATCHES }, (_, at) => at);
const oidOf = (at: number) => at.toString(16).padStart(40, '0');
const wanted = places.map((at) =>
  wantedOf(at, `f${at}.c: bound it`, diffOf(`f${at}.c`, `word${at}x`), { origin: { kind: 'commit', oid: oidOf(at) } }),
);

async function countRequests(
  name: string,
  sourceAt: (url: string) => SubmissionConfig,
  answer: (asked: Asked) => Answer | null,
  token: string | null,
): Promise<number[]> {
  const server = await loopback(answer);
  const { path: dir } = await temporaryDirectory();
  const env = token === null ? {} : { GITHUB_API_URL: server.url, GITHUB_TOKEN: token };
  const counts: number[] = [];
  for (const run of ['first', 'again']) {
    const before = server.asked.length;
    const desk = openDesk({ dir, online: true, env, patience: 0 });
    const { found } = await desk.ask(await questionOf(sourceAt(server.url), wanted));
    const sent = server.asked.slice(before);
    const conditional = sent.filter(({ headers }) => headers['if-none-match'] !== undefined).length;
    counts.push(sent.length);
    console.log(
      `${name}, ${run}: ${sent.length} requests (${(sent.length / PATCHES).toFixed(2)} a patch, ${conditional} of them conditional), ${found.size} patches found`,
    );
  }
  return counts;
}

test('requests for 200 patches that each were sent', async () => {
  const requests = places.map((at) => ({ number: at + 1, holds: [oidOf(at)], diff: diffOf(`f${at}.c`, `word${at}x`) }));
  const github = (api: string) => ({ kind: 'github', repository: 'up/stream', api, fork: null, authors: [] }) as const;
  const withToken = await countRequests('GitHub with a token', github, fakeGitHub(requests), 'ghp_0123');
  expect(withToken).toEqual([PATCHES + 6, 6]);
  const without = await countRequests('GitHub without one', github, fakeGitHub(requests), null);
  expect(Math.max(...without)).toBeLessThanOrEqual(50);
  let base = '';
  const entries = places.map((at) => ({
    id: at + 1,
    msgid: `m${at}@example.org`,
    name: `f${at}.c: bound it`,
    diff: diffOf(`f${at}.c`, `word${at}x`),
  }));
  const patchwork = (url: string) => {
    base = url;
    return { kind: 'patchwork', url, project: 'gdb' } as const;
  };
  const [first = 0, again = 0] = await countRequests(
    'Patchwork',
    patchwork,
    fakePatchwork(entries, () => base, 100),
    null,
  );
  expect([first / PATCHES, again / PATCHES].map(Math.ceil)).toEqual([3, 2]);
});

test('an archive of mails, read for the first time and read on', async () => {
  const { path } = await temporaryDirectory();
  const told = Array.from({ length: MAILS + NEW_MAILS }, (_, at) => mailOf(at));
  await publicInbox(told, join(path, 'inbox'));
  await measureArchive(`${MAILS} generated mails`, join(path, 'inbox'), path);
});

const real = process.env.LANDFALL_BENCH_ARCHIVE;
test.skipIf(real === undefined)('a real archive (needs LANDFALL_BENCH_ARCHIVE)', async () => {
  const { path } = await temporaryDirectory();
  await mkdir(join(path, 'inbox', 'git'), { recursive: true });
  git(path, 'clone', '--quiet', '--bare', '--shared', real ?? '', join(path, 'inbox', 'git', '0.git'));
  await measureArchive('real mails', join(path, 'inbox'), path);
});

/** Two patches in five, the others answer them. */
function mailOf(at: number): string {
  const day = `01-${String(1 + (at % 28)).padStart(2, '0')}`;
  if (at % 5 < 2)
    return mailText({
      id: `m${at}`,
      subject: `[PATCH] f${at}.c: bound it`,
      day,
      body: `Words.\n---\n${diffOf(`f${at}.c`, `word${at}x`, 20)}`,
    });
  const quoted = diffOf('q.c', `word${at}y`, 10).replace(/^/gm, '> ');
  return mailText({
    id: `m${at}`,
    from: `R${at % 99} <r${at % 99}@example.org>`,
    subject: 'Re: bound it',
    day,
    to: `m${at - (at % 5)}`,
    body: `${quoted}\n\nReviewed-by: R <r@example.org>`,
  });
}

async function measureArchive(name: string, inbox: string, folder: string): Promise<void> {
  const repository = join(inbox, 'git', '0.git');
  const tip = git(repository, 'rev-parse', 'HEAD');
  const ref = git(repository, 'symbolic-ref', 'HEAD');
  const older = git(repository, 'rev-parse', `${tip}~${NEW_MAILS}`);
  const mails = Number(git(repository, 'rev-list', '--count', older));
  const { path } = await tinyRepo((h) => {
    h.point('local', h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }));
    h.commit({ branch: 'local', message: 'f1.c: bound it', files: { 'f1.c': diffOf('f1.c', 'word1x', 20) } });
  });
  const run = async (what: string, given: object) => {
    const config = join(folder, 'config');
    await mkdir(config, { recursive: true });
    const side = { repository: path };
    const project = {
      upstream: { url: 'https://example.org/x.git', ...side, branch: 'main' },
      downstream: [{ ...side, branches: ['local'] }],
    };
    // JSON is YAML.
    await writeFile(join(config, 'bench.yaml'), JSON.stringify({ ...project, ...given }));
    const args = [
      'dist/bundle/cli.js',
      'status',
      '--config',
      config,
      '--format',
      'json',
      '--output',
      join(folder, 'out.json'),
    ];
    const env = { ...process.env, LANDFALL_CACHE: join(folder, 'cache') };
    const measured = await runMeasured({ command: process.execPath, args, env }, 'memory');
    console.log(`${name}, ${what}: ${tell(measured)}`);
    return measured;
  };
  const source = { submissions: [{ mail: inbox }] };
  const none = await run('no archive named', {});
  git(repository, 'update-ref', ref, older);
  const cold = await run('first run', source);
  git(repository, 'update-ref', ref, `${tip}~1`);
  const more = await run(`+${NEW_MAILS - 1} mails`, source);
  git(repository, 'update-ref', ref, tip);
  await run('+1 mail', source);
  await run('nothing new', source);
  const own = cold.seconds - none.seconds;
  console.log(`${name}: ${Math.round(mails / own)} mails a second, ${mails} mails`);
  expect(more.seconds - none.seconds).toBeLessThan(own * MOST_OF_COLD);
}

function tell({ seconds, cpuSeconds, ownPeakBytes, peakBytes }: Measured): string {
  const megabytes = (bytes: number | null) => (bytes === null ? '-' : `${Math.round(bytes / 2 ** 20)} MiB`);
  return `${seconds.toFixed(2)} s, ${cpuSeconds?.toFixed(2) ?? '-'} s of processor, peak ${megabytes(ownPeakBytes)}, with its git processes ${megabytes(peakBytes)}`;
}

function git(directory: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: directory, encoding: 'utf8' }).trim();
}
