// The program and its commands as commander knows them: what runs, helps, completes and is documented is this one definition.
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandEntry, World } from './command.js';
import { COMMANDS } from './index.js';

/** Builds the program; of the commands that are not wanted only name and line are known, and their files are not read. */
export async function buildProgram(world: World, isWanted: (name: string) => boolean): Promise<CommandUnknownOpts> {
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
  for (const entry of COMMANDS) {
    const command = await defined(entry, isWanted(entry.name), world);
    program.addCommand(command.copyInheritedSettings(program));
  }
  return program;
}

async function defined(entry: CommandEntry, wanted: boolean, world: World): Promise<CommandUnknownOpts> {
  const command: CommandUnknownOpts = wanted ? (await entry.load())(world) : new Command(entry.name);
  return command.description(entry.says);
}

const AFTER_HELP = `
Examples:
  $ landfall demo                    see it at work on three small repositories
  $ landfall init                    write landfall.yaml for the repository you are in
  $ landfall sync && landfall status
  $ landfall explain gdb 1a2b3c4d5e6f
  $ landfall help status             options and examples of one command

Exit codes: 0 it ran, 1 a gate failed, 2 usage or config, 3 git, network or disk,
70 a bug of ours, 130 and 143 stopped by a signal.`;
