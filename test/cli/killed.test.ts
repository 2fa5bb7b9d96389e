// A run that is killed, or whose disk is full, loses no more than it must.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDemo } from '../../src/demo/make-demo.js';
import { begin } from '../scenarios/judge.js';
import { BOUND_FRAME } from '../scenarios/patches.js';
import { tinyRepo } from '../support/tiny-repo.js';
import { appears, type Room, room } from './support.js';

/** Upstream commits, and letters in the subject of each: some five megabytes of what is kept of them, more than one step. */
const COMMITS = 600;
const WORDY = 9000;

async function project(place: Room): Promise<void> {
  const { h } = begin();
  const fix = h.commit({ branch: 'local', message: 'bound', files: { 'src/net/ring.c': BOUND_FRAME } });
  for (let at = 0; at < COMMITS; at++)
    h.commit({ message: `note ${at} ${'x'.repeat(WORDY)}`, files: { 'notes.txt': `${at}\n` } });
  h.pick(fix);
  const { path } = await tinyRepo(h, { directory: join(place.path, 'repo') });
  const upstream = `{ url: 'https://example.org/x.git', repository: '${path}', branch: main }`;
  const downstream = `[{ repository: '${path}', branches: [local] }]`;
  await writeFile(join(place.path, 'landfall.yaml'), `name: p\nupstream: ${upstream}\ndownstream: ${downstream}\n`);
}

/** A search path on which git stops for ever where upstream's files are listed: when its history has been read. */
async function stoppingGit(place: Room): Promise<string> {
  const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  await mkdir(join(place.path, 'bin'));
  const script = `#!/bin/sh\ncase "$1" in ls-tree) exec sleep 600;; esac\nexec '${git}' "$@"\n`;
  await writeFile(join(place.path, 'bin', 'git'), script);
  await chmod(join(place.path, 'bin', 'git'), 0o755);
  return `${join(place.path, 'bin')}${delimiter}${process.env['PATH']}`;
}

const known = async (place: Room) =>
  Number(/commits +([\d,]+)/.exec((await place.call(['cache', 'info'])).out)?.[1]?.replace(',', ''));

test('a run that was killed is gone on with', async () => {
  const place = await room();
  await project(place);
  const { child, ended } = place.start(['status'], { env: { PATH: await stoppingGit(place) } });
  await appears(join(place.cache, 'index'), /./);
  const [folder = ''] = execFileSync('ls', [join(place.cache, 'index')], { encoding: 'utf8' }).split('\n');
  await appears(join(place.cache, 'index', folder), /^commits.*\.segment$/);
  child.kill('SIGKILL');
  expect((await ended).code).toBe(null);
  expect(await place.call(['cache', 'verify'])).toMatchObject({ code: 0 });
  const read = await known(place);
  expect(read).toBeGreaterThan(COMMITS / 3);
  expect(read).toBeLessThan(COMMITS);
  expect(await place.run(['status'])).toMatchObject({ code: 0, out: expect.stringContaining('100% landed') as string });
  expect(await known(place)).toBeGreaterThanOrEqual(COMMITS);
  expect(await place.call(['cache', 'verify'])).toMatchObject({ code: 0 });
});

/** What a file of more blocks of 512 bytes meets is what it meets on a full disk. Node would end by the signal. */
const fullAfter = (blocks: number) => ({
  within: ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'],
  env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent('process.on("SIGXFSZ",()=>{})')}` },
});

test('on a full disk a run goes on, and says that nothing is kept', async () => {
  const place = await room();
  await project(place);
  // A megabyte: git's own files are smaller, what is kept is larger.
  const run = await place.run(['status'], fullAfter(2048));
  expect(run).toMatchObject({ code: 0, out: expect.stringContaining('100% landed') as string });
  expect(run.err).toContain('what was read is not kept for later runs');
  expect(run.err.match(/not kept/g)).toHaveLength(1);
});

test('on a full disk the result of an earlier run stays', async () => {
  const place = await room();
  await makeDemo(join(place.path, 'demo'));
  await writeFile(join(place.path, 'report.json'), 'of an earlier run');
  const before = await readdir(place.path);
  // 64 kilobytes: git's own files are smaller, the report is larger.
  const args = ['status', '--config', 'demo/config', '--no-cache', '--format', 'json', '--output', 'report.json'];
  const run = await place.run(args, fullAfter(128));
  expect(run).toMatchObject({ code: 3, err: expect.stringContaining('report.json was not written') as string });
  expect(await readFile(join(place.path, 'report.json'), 'utf8')).toBe('of an earlier run');
  expect(await readdir(place.path)).toEqual(before);
  expect(await place.run(args)).toMatchObject({ code: 0 });
});
