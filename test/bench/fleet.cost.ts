// What a fleet costs: planning twenty thousand packages, projects a second with 1, 2 and 4 workers, bytes in the store.database.
// Needs PostgreSQL. LANDFALL_BENCH_PROJECTS is the number of tiny projects that workers track.
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { median } from '../../src/bench/measure/median.js';
import { tinyFleet } from '../fleet/projects.js';
import { forgetAll, openedPostgres } from '../support/postgres.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const CLI = fileURLToPath(new URL('../../dist/bundle/cli.js', import.meta.url));
const PROJECTS = Number(process.env['LANDFALL_BENCH_PROJECTS'] ?? 120);
/** Each has ten projects, as packages of one upstream have. */
const SHARING = 10;
const PACKAGES = 20_000;
/** Each count is measured so often, in turns: other work on the machine hits all of them. */
const ROUNDS = 3;

const store = openedPostgres();

function landfall(args: readonly string[], cwd: string, cache: string): ChildProcess {
  const env = { ...process.env, LANDFALL_STORE: store.server.address, LANDFALL_CACHE: cache };
  return spawn(process.execPath, [CLI, 'fleet', ...args], { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function ended(child: ChildProcess): Promise<void> {
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once('exit', resolve)));
  expect(code).toBe(0);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

test('planning a distribution', async () => {
  const { path } = await temporaryDirectory();
  const rows = Array.from({ length: PACKAGES }, (_, at) => `package-${at}\tup-${at % 9000}`);
  await writeFile(join(path, 'packages.tsv'), `name\trepository\n${rows.join('\n')}\n`);
  await writeFile(
    join(path, 'large.yaml'),
    `packages:
  list: packages.tsv
  project:
    upstream: { url: 'https://example.org/\${repository}.git', branch: main }
    downstream: [{ url: 'https://example.org/packages.git', branches: ['\${name}'] }]
`,
  );
  const took = await seconds(() => ended(landfall(['plan', 'large.yaml', '--quiet'], path, join(path, 'cache'))));
  const again = await seconds(() => ended(landfall(['plan', 'large.yaml', '--quiet'], path, join(path, 'cache'))));
  const [size] = await store.database.query<{ mb: number }>('select pg_database_size(current_database()) / 1e6 as mb');
  console.log(
    `${PACKAGES} packages planned in ${took.toFixed(1)} s, again in ${again.toFixed(1)} s; ${Number(size?.mb).toFixed(0)} MB in the database`,
  );
});

test('projects a second', async () => {
  const { path } = await temporaryDirectory();
  await tinyFleet(path, PROJECTS, Math.ceil(PROJECTS / SHARING));
  const took = new Map<number, number[]>();
  for (let round = 0; round < ROUNDS; round++)
    for (const workers of [1, 2, 4]) {
      await forgetAll(store.database);
      await ended(landfall(['plan', 'tiny.yaml', '--quiet'], path, join(path, 'cache')));
      const caches = Array.from({ length: workers }, (_, at) => join(path, `round-${round}-${workers}-${at}`));
      const time = await seconds(async () => {
        const args = ['work', 'tiny', '--concurrency', '1', '--until-empty', '--quiet'];
        await Promise.all(caches.map((cache) => ended(landfall(args, path, cache))));
      });
      took.set(workers, [...(took.get(workers) ?? []), time]);
    }
  const rate = (workers: number) => PROJECTS / median(took.get(workers) ?? []);
  const ratios = [1, 2, 4].map((workers) => (rate(workers) / rate(1)).toFixed(2)).join(' : ');
  console.log(
    `${PROJECTS} projects, 1, 2 and 4 workers on ${cpus().length} cores: ${ratios} (${rate(1).toFixed(2)} a second with one)`,
  );
});
