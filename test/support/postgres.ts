// A PostgreSQL server of the tests' own: a cluster in a temporary folder, on loopback, gone afterwards.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { connect, type Database } from '../../src/store/postgres/connect.js';
import { temporaryDirectory } from './temporary-directory.js';

/** Debian keeps a version's programs in a folder of its own, off the path. */
const BINARIES = ['/usr/lib/postgresql', '/usr/local/pgsql'];

/** The folder of `initdb` and `postgres`, or null when PostgreSQL is not installed. */
export const POSTGRES = binaries();

/** Why tests with a server are skipped, to be shown with them. */
export const NO_POSTGRES = POSTGRES === null ? ' (skipped: PostgreSQL is not installed)' : '';

/** A server that runs until it is stopped. */
export interface PostgresServer {
  /** An address of a database that is empty at first. */
  readonly address: string;
  /** Ends it at once, as a power cut would, and starts it again on the same data. */
  readonly restart: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** A server, and connections to its database. */
export interface OpenedPostgres {
  readonly server: PostgresServer;
  readonly database: Database;
}

/** Both for the tests of the block, or the file, that calls it: there from its first test on, gone after its last. */
export function openedPostgres(connections?: number): OpenedPostgres {
  let opened: OpenedPostgres;
  beforeAll(async () => {
    const server = await postgresServer();
    opened = { server, database: await connect(server.address, connections) };
  });
  afterAll(async () => {
    await opened.database.close();
    await opened.server.remove();
  });
  return {
    get server() {
      return opened.server;
    },
    get database() {
      return opened.database;
    },
  };
}

/** Takes away all that Landfall made in a database. */
export async function forgetAll({ query }: Database): Promise<void> {
  await query('drop schema if exists landfall cascade');
  await query('drop schema if exists landfall_queue cascade');
}

/** Starts a server. In `beforeAll`, return `remove` from the hook. */
export async function postgresServer(): Promise<PostgresServer> {
  if (POSTGRES === null) throw new Error('PostgreSQL is not installed');
  const folder = await temporaryDirectory();
  const data = join(folder.path, 'data');
  const port = await freePort();
  const user = owner();
  if (user) chownSync(folder.path, user.uid, user.gid);
  execFileSync(
    join(POSTGRES, 'initdb'),
    ['-D', data, '-U', 'landfall', '-A', 'trust', '-N', '-E', 'UTF8', '--locale=C'],
    {
      ...user,
      cwd: folder.path,
      stdio: 'pipe',
    },
  );
  let server = await start(data, port, user);
  return {
    address: `postgres://landfall@127.0.0.1:${port}/postgres`,
    restart: async () => {
      await stop(server, 'SIGQUIT');
      server = await start(data, port, user);
    },
    remove: async () => {
      await stop(server, 'SIGQUIT');
      await folder.remove();
    },
  };
}

type Owner = { readonly uid: number; readonly gid: number } | undefined;

async function start(data: string, port: number, user: Owner): Promise<ChildProcess> {
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(POSTGRES ?? '', 'postgres'), ['-D', data, ...flags], {
    ...user,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('ready to accept connections')) resolve();
    });
    server.on('exit', () => reject(new Error(`postgres ended: ${said}`)));
  });
  return server;
}

async function stop(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  await ended;
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian's package made. */
function owner(): Owner {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function binaries(): string | null {
  for (const root of BINARIES.filter((path) => existsSync(path))) {
    const versions = readdirSync(root).toSorted((a, b) => Number(b) - Number(a));
    for (const folder of versions.map((version) => join(root, version, 'bin')))
      if (existsSync(join(folder, 'initdb'))) return folder;
  }
  return null;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
