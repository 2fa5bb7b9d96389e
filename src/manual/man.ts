// The man page: one for the program and all its commands, in the macros of man(7).
import type { Entry, Note, Page } from './page.js';

/** The text of landfall.1; ends with a line end. */
export function manPage(program: Page, commands: readonly Page[], version: string): string {
  return `${[
    `.\\" Written by \`npm run manual\` from the definitions that --help shows: change those.`,
    `.TH LANDFALL 1 "" ${quoted(`landfall ${version}`)} "User Commands"`,
    '.SH NAME',
    `landfall \\- ${escaped(lowered(program.says))}`,
    '.SH SYNOPSIS',
    '.B landfall',
    escaped(program.usage),
    '.SH DESCRIPTION',
    escaped(program.says),
    'It reads patch branches and the upstream repository, and says with evidence what became of each patch.',
    ...section('OPTIONS', program.options),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH NOTES',
    ...program.notes.flatMap(noteLines),
    ...section('ENVIRONMENT', ENVIRONMENT),
    '.SH SEE ALSO',
    '.BR git (1),',
    '.BR git\\-cherry (1),',
    '.BR git\\-range\\-diff (1)',
  ].join('\n')}\n`;
}

const ENVIRONMENT: readonly Entry[] = [
  { term: 'LANDFALL_CONFIG', says: 'config file or folder, where --config is not given' },
  { term: 'LANDFALL_CACHE', says: 'folder for mirrors and stored results, where --cache is not given' },
  { term: 'LANDFALL_STORE', says: 'PostgreSQL store for results and fleets' },
  { term: 'NO_COLOR', says: 'print without colour' },
];

function commandLines({ says, usage, arguments: args, options, notes }: Page): readonly string[] {
  return [
    `.SS ${quoted(`landfall ${usage}`)}`,
    escaped(`${says.charAt(0).toUpperCase()}${says.slice(1)}.`),
    ...[...args, ...options].flatMap(entryLines),
    ...notes.flatMap(noteLines),
  ];
}

function section(title: string, all: readonly Entry[]): readonly string[] {
  return [`.SH ${title}`, ...all.flatMap(entryLines)];
}

function entryLines({ term, says }: Entry): readonly string[] {
  return ['.TP', `.B ${escaped(term)}`, escaped(says)];
}

function noteLines({ kind, lines }: Note): readonly string[] {
  if (kind === 'text') return ['.PP', ...lines.map(escaped)];
  return ['.PP', '.RS 4', '.nf', ...lines.map(escaped), '.fi', '.RE'];
}

/** Backslashes begin escapes, a dot or quote at the start of a line a request; a hyphen is to be copied as typed. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/u, '\\&');
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('"', '""')}"`;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/u, '');
}
