// The terminal: readable from 80 columns on, with or without colour and Unicode; nothing from a repository acts on it.
import type { Explanation } from '../model/explanation.js';
import type { Report } from '../model/report.js';
import { cleanStrings, visible } from './clean.js';
import { counted, minute } from './figures.js';
import type { Format, RenderOptions } from './format.js';
import { explanationRows } from './terminal/explanation.js';
import { pageFor, paintRows, span, type Row } from './terminal/layout.js';
import { projectRows } from './terminal/project.js';
import { summaryTable } from './terminal/tables.js';

/** Text for people at a terminal. */
export const terminal: Format = {
  name: 'terminal',
  says: 'text for a terminal, cut to its width',
  report: renderReport,
  explain: renderExplanation,
};

function renderReport(dirty: Report, options: RenderOptions): string {
  const report = cleanStrings(dirty, (text) => visible(text, options.ascii));
  const page = pageFor(options);
  const several = report.projects.length > 1;
  const rows: readonly Row[] = [
    titleRow(report),
    ...report.projects.flatMap((project) => [[], ...projectRows(project, page)]),
    ...(several ? [[], [span(page.signs.rule.repeat(page.width), 'dim')], ...summaryTable(report.projects, page)] : []),
  ];
  return paintRows(rows, page, options.paint);
}

function renderExplanation(dirty: Explanation, options: RenderOptions): string {
  const explanation = cleanStrings(dirty, (text) => visible(text, options.ascii));
  const page = pageFor(options);
  return paintRows(explanationRows(explanation, page), page, options.paint);
}

function titleRow(report: Report): Row {
  const projects = counted(report.projects.length, 'project');
  return [
    span('Landfall', 'title'),
    span(` ${report.tool.version}, ${minute(report.generatedAt)}, ${projects}`, 'dim'),
  ];
}
