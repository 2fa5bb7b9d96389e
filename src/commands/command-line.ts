// Arguments in, exit code out: finds the command, runs it, and is the one place that tells of failures.
import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { EXIT, exitCodeOf, LandfallError, messageOf } from '../errors.js';
import type { CommandEntry, World } from './command.js';
import { COMMANDS } from './index.js';

/** Runs a command line (without node and script) and returns its exit code; `world.end` may be called on the way. */
export async function runCommandLine(args: readonly string[], world: Omit<World, 'end'>): Promise<number> {
  let code: number = EXIT.ok;
  try {
    const program = await buildProgram(args, { ...world, end: (wanted) => (code = wanted) });
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // commander has said what there is to say: help, version, or what is wrong with an argument.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!world.signal.aborted) tell(error, world, args.includes('--debug'));
    return exitCodeOf(error);
  }
}

async function buildProgram(args: readonly string[], world: World): Promise<CommandUnknownOpts> {
  const program = new Command('landfall')
    .description('Tells how much of a patch stack still has to be carried on top of upstream.')
    .version(world.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--debug', 'print the stack of an error')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void world.out(text),
      writeErr: world.err,
      outputError: (text) => world.say(text.replace(/^error: /u, '').trimEnd(), '--help lists commands and options'),
    })
    .exitOverride()
    .addHelpText('after', AFTER_HELP);
  // No option of the program takes a value, so the first word that is a command's name is the command.
  const asked = args.find((arg) => COMMANDS.some(({ name }) => name === arg));
  for (const entry of COMMANDS) {
    const command = await defined(entry, entry.name === asked, world);
    program.addCommand(command.copyInheritedSettings(program));
  }
  return program;
}

async function defined(entry: CommandEntry, asked: boolean, world: World): Promise<CommandUnknownOpts> {
  const command: CommandUnknownOpts = asked ? (await entry.load())(world) : new Command(entry.name);
  return command.description(entry.says);
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

const AFTER_HELP = `
Examples:
  $ landfall demo                    see it at work on three small repositories
  $ landfall init                    write landfall.yaml for the repository you are in
  $ landfall sync && landfall status
  $ landfall explain gdb 1a2b3c4d5e6f
  $ landfall help status             options and examples of one command

Exit codes: 0 it ran, 1 a gate failed, 2 usage or config, 3 git, network or disk,
70 a bug of ours, 130 and 143 stopped by a signal.`;
