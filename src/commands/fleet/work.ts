// `landfall fleet work`: one worker.
import { mkdir } from 'node:fs/promises';
import { availableParallelism, hostname } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { openMirrors } from '../../fleet/mirrors.js';
import { QUEUE_TIMES } from '../../fleet/queue.js';
import { type Told, work } from '../../fleet/work.js';
import { firstLine } from '../../model/first-line.js';
import { visible } from '../../report/clean.js';
import { withLock } from '../../store/lock.js';
import type { World } from '../command.js';
import { CACHE, QUIET } from '../options.js';
import { cacheFolder, type RunOptions } from '../run.js';
import { withFleet } from './open.js';
import { STORE } from '../store-option.js';

/** The rest is for the result to be written before the queue gives the job to another. */
const WORKING_SHARE = 0.9;
/** A new plan is seen within this time; each look is one query a shard. */
const POLL_SECONDS = 2;
/** A short outage is over by then. */
const SICK_SECONDS = 30;
const BYTES_PER_GIB = 2 ** 30;

/** `landfall fleet work`. */
export function workCommand(world: World) {
  return new Command('work')
    .description('track projects of the fleet until stopped')
    .argument('<fleet>', 'name of the fleet')
    .addOption(new Option('--concurrency <n>', 'projects at a time (default: one a core)').argParser(wholeNumber))
    .addOption(new Option('--mirrors <gib>', 'disk for mirrors, in GiB').argParser(wholeNumber).default(50))
    .addOption(
      new Option('--expire <seconds>', 'a project that takes longer goes to another worker')
        .argParser(wholeNumber)
        .default(QUEUE_TIMES.expireSeconds),
    )
    .option('--until-empty', 'end when nothing waits and nothing runs')
    .addOption(STORE)
    .addOption(CACHE)
    .addOption(QUIET)
    .action((name, options) => runWorker(world, name, options));
}

interface WorkerOptions extends RunOptions {
  readonly concurrency?: number | undefined;
  readonly mirrors: number;
  readonly expire: number;
  readonly untilEmpty?: true | undefined;
}

async function runWorker(world: World, fleet: string, options: WorkerOptions): Promise<void> {
  const cores = availableParallelism();
  const concurrency = options.concurrency ?? cores;
  const folder = join(cacheFolder(world, options), 'fleet');
  await mkdir(folder, { recursive: true });
  const superviseSeconds = Math.min(QUEUE_TIMES.superviseSeconds, options.expire);
  const times = { ...QUEUE_TIMES, expireSeconds: options.expire, superviseSeconds };
  // Each job has a query in flight at the most; two more are for the queue's own timers.
  const store = { store: options.store, connections: concurrency + 2, times };
  await withLock(join(folder, 'worker.lock'), { what: `the mirrors in ${folder}`, patience: 0 }, () =>
    withFleet(world, fleet, store, (database, queue) =>
      work({
        database,
        queue,
        mirrors: openMirrors(join(folder, 'mirrors'), options.mirrors * BYTES_PER_GIB),
        fleet,
        by: `${hostname()}/${process.pid}`,
        version: world.version,
        cores,
        concurrency,
        untilEmpty: options.untilEmpty ?? false,
        mostSeconds: options.expire * WORKING_SHARE,
        pollSeconds: POLL_SECONDS,
        sickSeconds: SICK_SECONDS,
        signal: world.signal,
        tell: (told) => (options.quiet ? undefined : world.err(`${lineOf(told)}\n`)),
      }),
    ),
  );
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/u.test(text)) throw new InvalidArgumentError('Expected a whole number from 1 on.');
  return Number(text);
}

function lineOf({ project, kind, says }: Told): string {
  return visible(`${project}: ${kind}${says === '' ? '' : `, ${firstLine(says)}`}`);
}
