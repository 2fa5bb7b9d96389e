#!/usr/bin/env node
// The command line's process: arguments, streams and signals in, exit code out. The only file that sets process.exitCode.
import { runCommandLine } from './commands/command-line.js';
import { listenForInterrupts } from './commands/interrupt.js';
import { packageVersion } from './commands/package-version.js';
import { standardStreams } from './commands/streams.js';

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
