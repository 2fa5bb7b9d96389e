// Workflow commands of GitHub Actions: each broken rule becomes an annotation of the run.
import type { GateCheck, GateProject } from '../../model/gate-result.js';
import { cleanStrings, visible } from '../../report/clean.js';
import type { GateFormat } from './format.js';
import { checkLines } from './words.js';

/** One command a line; nothing where everything holds. */
export const github: GateFormat = {
  name: 'github',
  says: '::error and ::warning commands for GitHub Actions',
  render: (result) =>
    cleanStrings(result, (words) => visible(words))
      .projects.flatMap((project) => project.checks.flatMap((check) => commandsFor(project, check)))
      .map((command) => `${command}\n`)
      .join(''),
};

/** Patches named in one annotation: GitHub shows few lines of each, and ten annotations of a step. */
const LISTED = 10;

function commandsFor({ title, file }: GateProject, check: GateCheck): readonly string[] {
  if (check.outcome === 'pass') return [];
  const properties = {
    ...(file === null ? {} : { file, line: '1' }),
    title: `Landfall: ${title}, ${check.rule}`,
  };
  return [workflowCommand(check.outcome === 'fail' ? 'error' : 'warning', properties, checkLines(check, LISTED))];
}

/**
 * A workflow command, `::name key=value,…::message`, escaped as the runner unescapes it
 * (actions/toolkit, packages/core/src/command.ts): no text within it can end it or begin another.
 */
function workflowCommand(name: string, properties: Readonly<Record<string, string>>, lines: readonly string[]): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${pairs.join(',')}::${escapeData(lines.join('\n'))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
