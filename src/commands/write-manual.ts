// Writes what is written about the commands (npm run manual): docs/commands and the man page, in the words of --help.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { manPage } from '../manual/man.js';
import { fileNameOf, markdownIndex, markdownPage } from '../manual/markdown.js';
import { type Page, parseNotes } from '../manual/page.js';
import { PLAIN } from '../report/index.js';
import type { World } from './command.js';
import { buildProgram } from './program.js';

/** Text by path, relative to the root of the package. */
export async function manualFiles(version: string): Promise<ReadonlyMap<string, string>> {
  const program = await buildProgram(nobody(version), () => true);
  const pages = program.commands.flatMap((command) => [command, ...command.commands]).map(pageOf);
  return new Map([
    ['docs/commands/README.md', markdownIndex(pages)],
    ...pages.map((page): [string, string] => [`docs/commands/${fileNameOf(page)}.md`, markdownPage(page)]),
    ['man/landfall.1', manPage(pageOf(program), pages, version)],
  ]);
}

/** Writes these files below a folder. */
export async function writeManual(folder: string, version: string): Promise<void> {
  for (const [path, text] of await manualFiles(version)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

function pageOf(command: CommandUnknownOpts): Page {
  const help = command.createHelp();
  return {
    name: pathOf(command),
    says: command.description(),
    usage: [pathOf(command), command.usage()].filter((part) => part !== '').join(' '),
    arguments: help
      .visibleArguments(command)
      .map((argument) => ({ term: help.argumentTerm(argument), says: help.argumentDescription(argument) })),
    options: help
      .visibleOptions(command)
      .map((option) => ({ term: help.optionTerm(option), says: help.optionDescription(option) })),
    notes: parseNotes(textBehind(command)),
  };
}

/** The words that name a command behind the program's own: `fleet plan`; none for the program. */
function pathOf(command: CommandUnknownOpts): string {
  if (!command.parent) return '';
  return [pathOf(command.parent), command.name()].filter((part) => part !== '').join(' ');
}

/** What a command prints behind its own help. */
function textBehind(command: CommandUnknownOpts): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => void (text += part) }).outputHelp();
  return text.slice(command.helpInformation().length);
}

/** A world for commands that are looked at and never run. */
function nobody(version: string): World {
  return {
    cwd: '/',
    env: {},
    version,
    now: new Date(0),
    signal: new AbortController().signal,
    columns: null,
    paint: PLAIN.paint,
    out: () => Promise.resolve(),
    err: () => undefined,
    say: () => undefined,
    progress: () => ({ tell: () => undefined, close: () => undefined }),
    end: () => undefined,
  };
}
