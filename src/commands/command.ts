// The contract of a command: what it is given, and how it is listed.
import type { Environment } from '../config/expand.js';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** What the shell gives a command: everything it may read, write and say. */
export interface World {
  readonly cwd: string;
  readonly env: Environment;
  readonly version: string;
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Writes to standard output; done when it is written. */
  readonly out: (text: string) => Promise<void>;
  /** Writes one line to standard error; control characters are made visible. */
  readonly say: (line: string) => void;
  /** Sets the exit code of the run. */
  readonly end: (code: number) => void;
}

/** One command of the command line. Adding one is a file that defines it and a line in index.ts. */
export interface CommandEntry {
  readonly name: string;
  /** One line for the list of commands. */
  readonly says: string;
  /** Loads the command's own file: only that of the command asked for is read. */
  readonly load: () => Promise<(world: World) => CommandUnknownOpts>;
}
