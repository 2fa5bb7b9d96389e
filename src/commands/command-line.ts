// Arguments in, exit code out: finds the command, runs it, and is the one place that tells of failures.
import { CommanderError } from '@commander-js/extra-typings';
import { EXIT, exitCodeOf, LandfallError, messageOf } from '../errors.js';
import type { World } from './command.js';
import { COMMANDS } from './index.js';
import { buildProgram } from './program.js';

/** The word that the scripts of `landfall completion` ask with: `landfall complete -- status --form`. */
const COMPLETE = 'complete';

/** Runs a command line (without node and script) and returns its exit code; `world.end` may be called on the way. */
export async function runCommandLine(args: readonly string[], world: Omit<World, 'end'>): Promise<number> {
  let code: number = EXIT.ok;
  try {
    const full: World = { ...world, end: (wanted) => (code = wanted) };
    if (args[0] === COMPLETE) {
      const { answerCompletion } = await import('./complete.js');
      return await answerCompletion(args.slice(args[1] === '--' ? 2 : 1), full);
    }
    // No option of the program takes a value, so the first word that is a command's name is the command.
    const asked = args.find((arg) => COMMANDS.some(({ name }) => name === arg));
    const program = await buildProgram(full, (name) => name === asked);
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // commander has said what there is to say: help, version, or what is wrong with an argument.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!world.signal.aborted) tell(error, world, args.includes('--debug'));
    return exitCodeOf(error);
  }
}

function tell(error: unknown, world: Omit<World, 'end'>, debug: boolean): void {
  const known = error instanceof LandfallError && error.kind !== 'bug';
  const hint = known ? error.hint : `This is a bug in Landfall ${world.version}. ${REPORT}`;
  const below = [...(hint === null ? [] : [hint]), ...(debug || !known ? traceOf(error) : [])];
  const message = known ? messageOf(error) : `internal error: ${messageOf(error)}`;
  world.say(message, below.length === 0 ? null : below.join('\n'));
}

function traceOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return error.cause === undefined
    ? frames
    : [...frames, `caused by: ${messageOf(error.cause)}`, ...traceOf(error.cause)];
}

const REPORT =
  'Please report it with the lines below, the command line, and the versions that `landfall doctor` shows.';
