// Markdown for the summary of a CI job, as GitHub and GitLab render it.
import type { Explanation } from '../model/explanation.js';
import type { ProjectReport, Report } from '../model/report.js';
import { cleanStrings, visible } from './clean.js';
import { counted, figure, landedPercent, lineCounts, minute, patches } from './figures.js';
import type { Format } from './format.js';
import { table, text } from './markdown/escape.js';
import { explanationLines } from './markdown/explanation.js';
import { projectLines } from './markdown/project.js';
import { overall } from './overall.js';

/** Markdown with tables, folded where they are long. */
export const markdown: Format = {
  name: 'markdown',
  says: 'tables for the summary of a CI job',
  report: (report, { verbose }) => lines(reportLines(clean(report), verbose)),
  explain: (explanation, { verbose }) => lines(explanationLines(clean<Explanation>(explanation), verbose)),
};

function clean<T>(value: T): T {
  return cleanStrings(value, (words) => visible(words));
}

function lines(all: readonly string[]): string {
  return `${all
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function reportLines(report: Report, verbose: boolean): readonly string[] {
  const rowsEach = Math.max(10, Math.floor(MOST_ROWS / Math.max(1, report.projects.length)));
  return [
    `# Landfall: ${headline(report)}`,
    '',
    ...summaryLines(report),
    ...report.projects.flatMap((project) => [
      '',
      ...projectLines(project, verbose ? Number.POSITIVE_INFINITY : rowsEach),
    ]),
    '',
    `<sub>Landfall ${text(report.tool.version)}, ${text(minute(report.generatedAt))}</sub>`,
  ];
}

/** A row takes about 300 bytes, and GitHub refuses a summary of more than 1 MiB. */
const MOST_ROWS = 2000;

function headline(report: Report): string {
  const all = overall(report.projects);
  const landed = landedPercent(all);
  const without = all.noData === 0 ? '' : `, ${counted(all.noData, 'project')} without data`;
  if (all.noData === report.projects.length) return 'no data';
  if (landed === null) return `0 patches${without}`;
  return `${figure(all.remaining.patches)} of ${patches(all.total.patches)} to carry, ${landed}% landed${without}`;
}

function summaryLines(report: Report): readonly string[] {
  const figures = ['To carry', 'Landed', 'Lines', 'Hunks', 'Local', 'Noise'];
  return table(['Project', ...figures], figures, report.projects.map(summaryCells));
}

function summaryCells(project: ProjectReport): readonly string[] {
  const { delta } = project;
  if (project.state === 'no-data') return [text(project.title), '**no data**', '', '', '', '', ''];
  const landed = landedPercent(delta);
  return [
    text(project.title),
    `${figure(delta.remaining.patches)} of ${figure(delta.total.patches)}`,
    landed === null ? '' : `${landed}%`,
    lineCounts(delta.remaining, '−'),
    figure(delta.remaining.hunks),
    figure(delta.local.patches),
    figure(delta.noise.patches),
  ];
}
