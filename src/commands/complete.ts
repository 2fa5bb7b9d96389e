// Answers a shell that asks how a command line may go on. What can be said comes from the commands' own definitions.
import { RootCommand, ShellCompDirective } from '@bomb.sh/tab';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { EXIT, LandfallError } from '../errors.js';
import { GATE_RULES } from '../model/gate.js';
import { STATUSES } from '../model/status.js';
import type { World } from './command.js';
import { buildProgram } from './program.js';

/** Prints what may stand in place of the last word, as the scripts of `@bomb.sh/tab` read it. Always ends with 0. */
export async function answerCompletion(words: readonly string[], world: World): Promise<number> {
  const asked = words.slice(0, -1).find((word) => !word.startsWith('-'));
  const program = await buildProgram(world, (name) => name === asked);
  const command = program.commands.find((each) => each.name() === asked) ?? null;
  if (command && isPathWanted(command, words)) {
    await world.out(`:${ShellCompDirective.ShellCompDirectiveDefault}\n`);
    return EXIT.ok;
  }
  const projects = command && takesProjects(command) ? await projectNames(words, world) : [];
  const root = new RootCommand();
  addOptions(root, program);
  for (const each of program.commands) {
    const known = root.command(each.name(), each.description());
    if (each !== command) continue;
    addOptions(known, each);
    addArguments(known, each, projects);
  }
  root.parse([...words]);
  return EXIT.ok;
}

type Completed = ReturnType<RootCommand['command']>;

function addOptions(completed: Completed, command: CommandUnknownOpts): void {
  for (const option of command.createHelp().visibleOptions(command)) {
    const name = option.long?.replace(/^--/u, '');
    if (name === undefined) continue;
    const says = option.argChoices ? `one of ${option.argChoices.join(', ')}` : firstClause(option.description);
    const short = option.short?.replace(/^-/u, '');
    if (!option.required && !option.optional) completed.option(name, says, short);
    else completed.option(name, says, (complete) => valuesOf(option).forEach((value) => complete(value, '')), short);
  }
}

function addArguments(completed: Completed, command: CommandUnknownOpts, projects: readonly string[]): void {
  for (const argument of command.registeredArguments) {
    const values = argument.name() === 'project' ? projects : (argument.argChoices ?? []);
    completed.argument(
      argument.name(),
      (complete) => values.forEach((value) => complete(value, '')),
      argument.variadic,
    );
  }
}

type Option = CommandUnknownOpts['options'][number];

/** What may be written behind an option, by what its definition calls it. */
function valuesOf(option: Option): readonly string[] {
  if (option.argChoices) return option.argChoices;
  if (option.flags.includes('<status>')) return STATUSES;
  return option.flags.includes('<rules>') ? GATE_RULES : [];
}

/** True where the word that is asked for is the value of an option that names a file or folder. */
function isPathWanted(command: CommandUnknownOpts, words: readonly string[]): boolean {
  const before = words.at(-2);
  const option = command.options.find(({ long, short }) => before !== undefined && [long, short].includes(before));
  return option !== undefined && /<(?:file|dir|path)>/u.test(option.flags);
}

function takesProjects({ registeredArguments }: CommandUnknownOpts): boolean {
  return registeredArguments.some((argument) => argument.name() === 'project');
}

/** A config that cannot be used has no names to offer: what is wrong with it is told when a command runs. */
async function projectNames(words: readonly string[], world: World): Promise<readonly string[]> {
  const at = words.indexOf('--config');
  const { cwd, env } = world;
  try {
    const config = at < 0 ? undefined : words[at + 1];
    // Loaded when projects are asked for: a shell asks at every press of the key.
    const [{ loadConfig }, { cacheFolder }] = await Promise.all([import('../config/load.js'), import('./run.js')]);
    const { projects } = await loadConfig({ config, cwd, env, cacheDir: cacheFolder(world, {}) });
    return projects.map(({ project }) => project.name);
  } catch (error) {
    if (error instanceof LandfallError && error.kind !== 'bug') return [];
    throw error;
  }
}

/** A list of completions has short lines. */
function firstClause(description: string): string {
  return description.split(/[;:(]/u, 1)[0]?.trim() ?? '';
}
