// The contract of a command: what it is given, and how it is listed.
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Environment } from '../config/expand.js';
import type { Paint } from '../report/index.js';
import type { ProgressLine } from './progress.js';

/** What the shell gives a command: everything it may read, write and say. */
export interface World {
  readonly cwd: string;
  readonly env: Environment;
  readonly version: string;
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Columns of the terminal that standard output is, or null when it is none. */
  readonly columns: number | null;
  /** Paints what goes to standard output, where that is wanted. */
  readonly paint: Paint;
  /** Writes to standard output; done when it is written. */
  readonly out: (text: string) => Promise<void>;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** Writes a message to standard error, and below it what can be done; control characters are made visible. */
  readonly say: (message: string, hint?: string | null) => void;
  /** Opens a line on standard error that tells how far the work is; a silent one when `quiet` or where nobody looks. */
  readonly progress: (quiet: boolean) => ProgressLine;
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
