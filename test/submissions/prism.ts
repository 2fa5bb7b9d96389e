// Prism as a proxy: it stands before a server and holds questions and answers against a published description.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { loopback } from './loopback.js';

/** Milliseconds: it reads a large description and its own hundred packages first. */
export const PRISM_STARTS_WITHIN = 60_000;

export interface Prism {
  readonly url: string;
  readonly log: () => string;
  /** Its complaints, a line each. */
  readonly violations: () => readonly string[];
  readonly stop: () => void;
}

/** Starts it before `target` with the description in `file`. */
export async function startPrism(file: string, target: string): Promise<Prism> {
  const port = await freePort();
  const cli = createRequire(import.meta.url).resolve('@stoplight/prism-cli/dist/index.js');
  const args = [cli, 'proxy', file, target, '-p', String(port), '-h', '127.0.0.1'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      log += chunk.toString('utf8');
      if (log.includes('listening')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', () => reject(new Error(log)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    log: () => log,
    violations: () => log.split('\n').filter((line) => /violation:/i.test(line)),
    stop: () => child.kill(),
  };
}

async function freePort(): Promise<number> {
  const one = await loopback(() => ({}));
  const port = Number(new URL(one.url).port);
  await one.close();
  return port;
}
