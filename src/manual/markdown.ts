// A page of the docs about a command, in Markdown.
import type { Entry, Note, Page } from './page.js';

/** The page of one command of `landfall`; ends with a line end. */
export function markdownPage({ name, says, usage, arguments: args, options, notes }: Page): string {
  return `${[
    `# landfall ${name}`,
    '',
    GENERATED,
    '',
    sentence(says),
    '',
    '```text',
    `landfall ${usage}`,
    '```',
    ...entries('Arguments', 'argument', args),
    ...entries('Options', 'option', options),
    ...notes.flatMap(noteLines),
  ].join('\n')}\n`;
}

/** The list of all commands. */
export function markdownIndex(pages: readonly Page[]): string {
  const rows = pages.map(({ name, says }) => `| [landfall ${name}](${fileNameOf({ name })}.md) | ${escaped(says)} |`);
  return `${['# Commands', '', GENERATED, '', '| command | does |', '|---|---|', ...rows].join('\n')}\n`;
}

const GENERATED = '<!-- Written by `npm run manual` from the definitions that `--help` shows: change those. -->';

function entries(title: string, head: string, all: readonly Entry[]): readonly string[] {
  if (all.length === 0) return [];
  const rows = all.map(({ term, says }) => `| \`${term.replaceAll('|', '\\|')}\` | ${escaped(says)} |`);
  return ['', `## ${title}`, '', `| ${head} | |`, '|---|---|', ...rows];
}

function noteLines({ kind, lines }: Note): readonly string[] {
  if (kind === 'code') return ['', '```console', ...lines, '```'];
  const text = lines.map(escaped).join('\n');
  return ['', /^Examples:$/u.test(text) ? '## Examples' : text];
}

/** Placeholders in angles are no markup; what stands in backticks is left alone. */
function escaped(text: string): string {
  return text.replace(/`[^`]*`|[<>|*_$]/gu, (found) => (found.length > 1 ? found : `\\${found}`));
}

function sentence(text: string): string {
  return `${escaped(text.charAt(0).toUpperCase() + text.slice(1))}.`;
}

/** The name of a page's file, without its ending: `fleet-plan`. */
export function fileNameOf({ name }: Pick<Page, 'name'>): string {
  return name.replaceAll(' ', '-');
}
