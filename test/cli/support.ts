// Runs command lines in a private home, cache and temporary folder: the built one as a process, or the same code in this one.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../src/commands/command-line.js';
import type { World } from '../../src/commands/command.js';
import { messageText } from '../../src/commands/streams.js';
import { PLAIN } from '../../src/report/index.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const CLI = fileURLToPath(new URL('../../dist/bundle/cli.js', import.meta.url));

/** How a run ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A private place to run in. */
export interface Room {
  readonly path: string;
  readonly tmp: string;
  readonly cache: string;
  /** Runs the built command line to the end, in the room's folder unless `cwd` is given. */
  readonly run: (args: readonly string[], more?: RunMore) => Promise<Ended>;
  /** Starts a run; `ended` waits for it. */
  readonly start: (args: readonly string[], more?: RunMore) => { child: ChildProcess; ended: Promise<Ended> };
  /** The same without a process of its own, which saves its start; `env` does not reach git. */
  readonly call: (args: readonly string[], more?: RunMore & { readonly now?: Date }) => Promise<Ended>;
  readonly remove: () => Promise<void>;
}

export interface RunMore {
  readonly cwd?: string;
  /** A program, with its arguments, that runs the command line given behind them. */
  readonly within?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Makes a room; it goes with the test, or in `beforeAll` by its `remove`. */
export async function room(): Promise<Room> {
  const { path, remove } = await temporaryDirectory();
  const [home, tmp, cache] = ['home', 'tmp', 'cache'].map((name) => join(path, name)) as [string, string, string];
  await Promise.all([mkdir(home), mkdir(tmp)]);
  const base = { PATH: process.env['PATH'] ?? '', HOME: home, TMPDIR: tmp, LANDFALL_CACHE: cache };
  const start: Room['start'] = (args, { cwd = path, env = {}, within = [] } = {}) => {
    const [program = '', ...rest] = [...within, process.execPath, CLI, ...args];
    const child = spawn(program, rest, { cwd, env: { ...base, ...env } });
    return { child, ended: endOf(child) };
  };
  const call: Room['call'] = (args, { cwd = path, env = {}, now = new Date() } = {}) =>
    callIn(args, { cwd, env: { ...base, ...env }, now });
  return { path, tmp, cache, remove, start, call, run: (args, more) => start(args, more).ended };
}

/** Waits, at most ten seconds, until a folder holds an entry that fits. */
export async function appears(folder: string, fits: RegExp): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 5) {
    const names = await readdir(folder).catch(() => []);
    if (names.some((name) => fits.test(name))) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`nothing in ${folder} fits ${fits}`);
}

async function callIn(args: readonly string[], where: Pick<World, 'cwd' | 'env' | 'now'>): Promise<Ended> {
  let [out, err] = ['', ''];
  const world: Omit<World, 'end'> = {
    ...where,
    version: '0.0.0',
    signal: new AbortController().signal,
    columns: null,
    paint: PLAIN.paint,
    out: async (text) => void (out += text),
    err: (text) => void (err += text),
    say: (message, hint) => void (err += messageText(message, hint ?? null)),
    progress: () => ({ tell: () => undefined, close: () => undefined }),
  };
  const code = await runCommandLine(args, world);
  return { code, out, err };
}

function endOf(child: ChildProcess): Promise<Ended> {
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
