#!/usr/bin/env node
// The command line's process: arguments, streams and signals in, exit code out. The only file that sets process.exitCode.
import { setFlagsFromString } from 'node:v8';
import { runCommandLine } from './commands/command-line.js';
import { listenForInterrupts } from './commands/interrupt.js';
import { packageVersion } from './commands/package-version.js';
import { standardStreams } from './commands/streams.js';

/** Bytes of bytecode that a function runs through before it is optimised: V8 11 has 132 KiB. From twice as many on it hardly matters. */
const INTERRUPT_BUDGET = 2 ** 20;

// The V8 of Node 20 optimises, on another thread, more than a run of a few seconds has any use of: a twelfth of its processor
// time. That of Node 22 and later waits longer by itself, and does not know the flag.
if (process.versions.v8.startsWith('11.3.')) setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`);

const streams = standardStreams();
const interrupt = listenForInterrupts();
const world = {
  ...streams,
  cwd: process.cwd(),
  env: process.env,
  version: packageVersion(),
  now: new Date(),
  signal: interrupt.signal,
};
const code = await runCommandLine(process.argv.slice(2), world);
process.exitCode = interrupt.exitCode() ?? code;
if (interrupt.exitCode() !== null) streams.say('stopped');
