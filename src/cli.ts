#!/usr/bin/env node
// The command line's process: arguments, streams and signals in, exit code out. The only file that sets process.exitCode.
import { readFileSync } from 'node:fs';
import { runCommandLine } from './commands/command-line.js';
import { listenForInterrupts } from './commands/interrupt.js';
import { standardStreams } from './commands/streams.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const streams = standardStreams();
const interrupt = listenForInterrupts();
const world = { ...streams, cwd: process.cwd(), env: process.env, version, now: new Date(), signal: interrupt.signal };
const code = await runCommandLine(process.argv.slice(2), world);
process.exitCode = interrupt.exitCode() ?? code;
if (interrupt.exitCode() !== null) streams.say('stopped');
