// `landfall index`: builds the deep index in steps, goes on after a kill, and leads status to landings that nothing else leads to.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { seal } from '../../src/store/checked-file.js';
import { begin } from '../scenarios/judge.js';
import { append, type History, tinyRepo } from '../support/tiny-repo.js';
import { appears, type Room, room } from './support.js';

const RING = 'src/net/ring.c';
const LOOP = 'core/transfer/loop.c';
const BACKOFF = Array.from(
  { length: 12 },
  (_, at) => `static const unsigned backoff_step_${at} = BACKOFF_UNIT_${at} * ${at};\n`,
).join('');

/** Some day in 2033: the landing is older. */
const LATE = 2_000_000_000;

/** A landing that neither words nor paths lead to, among `later` other commits, in a history that is too large to be looked through unasked. */
async function project(place: Room, later: number, note = (at: number) => `note number ${at}\n`): Promise<void> {
  const { h } = begin();
  tellLanding(h);
  for (let at = 0; at < later; at++)
    h.commit({ message: `note ${at}`, files: { 'notes.txt': note(at) }, commitDate: LATE + at });
  const { path } = await tinyRepo(h, { directory: join(place.path, 'repo') });
  const upstream = `{ url: 'https://example.org/x.git', repository: '${path}', branch: main }`;
  const downstream = `[{ repository: '${path}', branches: [local] }]`;
  const settings = '{ search: { everyCommit: 0 } }';
  const config = `name: p\nupstream: ${upstream}\ndownstream: ${downstream}\nsettings: ${settings}\n`;
  await writeFile(join(place.path, 'landfall.yaml'), config);
}

function tellLanding(h: History): void {
  h.commit({ branch: 'local', message: 'ring: wait longer each time', files: { [RING]: append(BACKOFF) } });
  h.commit({ message: 'Rewrite the transfer layer', files: { [RING]: null, [LOOP]: 'void transfer(void);\n' } });
  h.commit({ message: 'Exponential retries', files: { [LOOP]: append(BACKOFF) } });
}

test('a landing is found with the deep index only, and explained by it', async () => {
  const place = await room();
  await project(place, 3);
  expect((await place.call(['status'])).out).toContain('0% landed');
  expect((await place.call(['index'])).out).toBe('p: no deep index, lines of 0 of 5 commits, 0.0 MiB\n');
  // One was read for its path: git is not asked for it again.
  expect((await place.call(['index', '--deep'])).out).toBe('p: deep, lines of 5 of 5 commits (4 read now), 0.0 MiB\n');
  // What was found out before does not stand in the way.
  expect((await place.call(['status'])).out).toContain('100% landed');
  const explained = await place.call(['explain', 'p', 'ring: wait longer each time']);
  expect(explained.out).toMatch(/found by its\s+lines alone/);
  expect(explained.out).toMatch(/Its lines\s+alone\s+led\s+to\s+it/);
  expect((await place.call(['index', '--deep'])).out).toBe('p: deep, lines of 5 of 5 commits, 0.0 MiB\n');
  expect((await place.call(['cache', 'info'])).out).toMatch(/lines +5 in 1 files/);
  expect((await place.call(['cache', 'verify'])).code).toBe(0);
});

test('commits before a day are left out; an index that reaches further back stays so', async () => {
  const place = await room();
  await project(place, 3);
  const late = ['index', '--deep', '--since', '2033-01-01'];
  expect((await place.call(late)).out).toBe(
    'p: deep since 2033-01-01, lines of 3 of 3 commits (3 read now), 0.0 MiB\n',
  );
  expect((await place.call(['status'])).out).toContain('0% landed');
  expect((await place.call(['index', '--deep'])).out).toContain('p: deep, lines of 5 of 5 commits (1 read now)');
  expect((await place.call(late)).out).toContain('p: deep, ');
  expect((await place.call(['status'])).out).toContain('100% landed');
});

/** Each commit that writes one has a signature of two kilobytes and more: a step holds some two hundred. */
const table = (at: number) =>
  Array.from({ length: 300 }, (_, row) => `entry ${row} of table ${at}: nothing\n`).join('');

/** A search path on which git stops for ever in the middle of the diffs: `letters` of each process are passed on. */
async function stoppingGit(place: Room, letters: number): Promise<string> {
  const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  await mkdir(join(place.path, 'bin'));
  const stop = `'${git}' "$@" | head -c ${letters}; exec sleep 600`;
  const script = `#!/bin/sh\ncase "$1" in diff-tree) ${stop};; esac\nexec '${git}' "$@"\n`;
  await writeFile(join(place.path, 'bin', 'git'), script);
  await chmod(join(place.path, 'bin', 'git'), 0o755);
  return `${join(place.path, 'bin')}${delimiter}${process.env['PATH']}`;
}

test('a run that was killed is gone on with: what it kept is not read again', async () => {
  const place = await room();
  await project(place, 600, table);
  const { child, ended } = place.start(['index', '--deep'], { env: { PATH: await stoppingGit(place, 4_000_000) } });
  await appears(join(place.cache, 'index'), /./);
  const [folder = ''] = await readdir(join(place.cache, 'index')).catch(() => []);
  await appears(join(place.cache, 'index', folder), /^lines.*\.segment$/);
  child.kill('SIGKILL');
  expect((await ended).code).toBe(null);
  expect(await place.call(['cache', 'verify'])).toMatchObject({ code: 0 });
  const [, kept = ''] = /lines +([\d,]+)/.exec((await place.call(['cache', 'info'])).out) ?? [];
  expect(Number(kept)).toBeGreaterThan(100);
  expect(Number(kept)).toBeLessThan(602);
  const rest = 602 - Number(kept);
  expect((await place.call(['index', '--deep'])).out).toContain(`lines of 602 of 602 commits (${rest} read now)`);
  expect((await place.call(['status'])).out).toContain('100% landed');
});

test('two builds at once are one index', async () => {
  const place = await room();
  await project(place, 20);
  const both = await Promise.all([place.run(['index', '--deep']), place.run(['index', '--deep'])]);
  for (const run of both) expect(run).toMatchObject({ code: 0, err: '' });
  expect((await place.call(['index'])).out).toContain('p: deep, lines of 22 of 22 commits,');
  expect((await place.call(['cache', 'verify'])).code).toBe(0);
});

test('the index of another format is left alone with a word', async () => {
  const place = await room();
  await project(place, 3);
  await place.call(['index', '--deep']);
  const [name = ''] = await readdir(join(place.cache, 'deep'));
  const mark = join(place.cache, 'deep', name);
  await writeFile(mark, seal('landfall-deep 0', '0'));
  const [folder = ''] = await readdir(join(place.cache, 'index'));
  const [lines = ''] = (await readdir(join(place.cache, 'index', folder))).filter((file) => file.startsWith('lines'));
  const older = join(place.cache, 'index', folder, lines.replace('lines.1.', 'lines.0.'));
  await rename(join(place.cache, 'index', folder, lines), older);
  const run = await place.call(['status']);
  expect(run).toMatchObject({ code: 0, err: expect.stringContaining('of another Landfall and left alone') as string });
  expect(run.out).toContain('0% landed');
  expect(await readFile(older)).not.toHaveLength(0);
  expect((await place.call(['cache', 'info'])).out).toContain('it is of an older Landfall');
  expect((await place.call(['index', '--deep'])).out).toContain('(4 read now)');
  expect((await place.call(['status'])).out).toContain('100% landed');
});

/** What a file of more blocks of 512 bytes meets is what it meets on a full disk. Node would end by the signal. */
const FULL = {
  within: ['sh', '-c', 'ulimit -f 64; exec "$@"', 'sh'],
  env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent('process.on("SIGXFSZ",()=>{})')}` },
};

test('on a full disk it is said that nothing is kept', async () => {
  const place = await room();
  await project(place, 40, table);
  const run = await place.run(['index', '--deep'], FULL);
  expect(run).toMatchObject({ code: 0, out: expect.stringContaining('(42 read now)') as string });
  expect(run.err).toContain('what was read is not kept for later runs');
  expect((await place.call(['index'])).out).toContain('lines of 0 of 42 commits');
});

test('a project that cannot be read is told, and the command fails', async () => {
  const place = await room();
  const upstream = `{ url: 'https://example.org/x.git', repository: '${place.path}/none', branch: main }`;
  const config = `name: p\nupstream: ${upstream}\ndownstream: [{ repository: '${place.path}/none', branches: [x] }]\n`;
  await writeFile(join(place.path, 'landfall.yaml'), config);
  expect(await place.call(['index', '--deep'])).toMatchObject({ code: 3, out: '' });
});
