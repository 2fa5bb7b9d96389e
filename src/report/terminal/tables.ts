// Tables of tallies: the delta by status, author, directory and age, and the summary of several projects.
import Table from 'cli-table3';
import type { Delta, DownstreamRead, ProjectReport, Tally } from '../../model/report.js';
import { STATUSES } from '../../model/status.js';
import { sumOf } from '../../model/tally.js';
import { figure, landedPercent, lineCounts, shortId, shortRef } from '../figures.js';
import { overall } from '../overall.js';
import { landedTogether } from '../together.js';
import { hanging } from './flow.js';
import { columns, cut, span, type Page, type Row } from './layout.js';

/** The tables of `--verbose`. */
export function deltaTables(delta: Delta, page: Page): readonly Row[] {
  const byStatus = STATUSES.map((name) => ({ name, tally: delta.byStatus[name] })).filter(
    ({ tally }) => tally.patches > 0,
  );
  return [
    ...tallyTable('By status', byStatus, page),
    ...tallyTable('To carry, by author', delta.byAuthor, page),
    ...tallyTable('To carry, by directory', delta.byDirectory, page),
    ...tallyTable('To carry, by age', delta.byAge, page),
  ];
}

/** Patches that landed as fewer commits, and patches that landed as several. */
export function togetherRows(project: ProjectReport, page: Page): readonly Row[] {
  const rows = landedTogether(project).flatMap(({ patches, commits }) => {
    const named = commits.map(({ oid, subject }) => `${shortId(oid)} ${subject}`).join('; ');
    return hanging([span('  ')], `${patches.map(({ name }) => name).join(', ')} ${page.signs.arrow} ${named}`, page);
  });
  return rows.length === 0 ? [] : [[], [span('  Landed together', 'title')], ...rows];
}

/** One row a branch: its patches, and the net change a merge into the upstream tip would make. */
export function branchTable(branches: readonly DownstreamRead[], page: Page): readonly Row[] {
  const cells = branches.map(({ branch, tip, base, patches, merges, net }) => [
    shortRef(branch),
    shortId(tip ?? ''),
    base === null ? '' : shortId(base),
    figure(patches),
    figure(merges),
    net === null ? 'unknown' : lineCounts(net, page.signs.minus),
    net === null ? '' : figure(net.conflicts),
  ]);
  return [[], ...tableRows(['Branch', 'Tip', 'Base', 'Patches', 'Merges', 'Net', 'Conflicts'], cells, page)];
}

/** One row a project and their sum, for reports of more than one. */
export function summaryTable(projects: readonly ProjectReport[], page: Page): readonly Row[] {
  const rows = projects.map((project) =>
    project.state === 'no-data'
      ? [project.title, 'no data', '', '', '']
      : summaryCells(project.title, project.delta, page),
  );
  return tableRows(
    ['Project', 'To carry', 'Landed', 'Lines', 'Hunks'],
    [...rows, summaryCells('All', overall(projects), page)],
    page,
  );
}

function summaryCells(name: string, delta: Pick<Delta, 'total' | 'remaining'>, page: Page): string[] {
  const landed = landedPercent(delta);
  return [
    name,
    `${figure(delta.remaining.patches)} of ${figure(delta.total.patches)}`,
    landed === null ? '' : `${landed}%`,
    lineCounts(delta.remaining, page.signs.minus),
    figure(delta.remaining.hunks),
  ];
}

/** Rows of one table; the tail is summed up. */
const MOST_ROWS = 15;

function tallyTable(title: string, rows: readonly { name: string; tally: Tally }[], page: Page): readonly Row[] {
  if (rows.length === 0) return [];
  const rest = rows.slice(MOST_ROWS);
  const shown = rows
    .slice(0, MOST_ROWS)
    .concat(rest.length === 0 ? [] : [{ name: `${rest.length} more`, tally: sumOf(rest.map(({ tally }) => tally)) }]);
  const cells = shown.map(({ name, tally }) => [
    name,
    figure(tally.patches),
    figure(tally.hunks),
    lineCounts(tally, page.signs.minus),
    figure(tally.files),
  ]);
  return [[], ...tableRows([title, 'Patches', 'Hunks', 'Lines', 'Files'], cells, page)];
}

/** Space on both sides of a column. */
const GAP = 2;

/** Rows of a table without lines; the first column gives way when the page is narrow. */
export function tableRows(head: readonly string[], body: readonly string[][], page: Page): readonly Row[] {
  const figures = head.slice(1).map((_, at) => widest([head, ...body], at + 1));
  const room = page.width - 2 - figures.reduce((all, width) => all + width + GAP, 0);
  const fitted = [[...head], ...body].map(([name = '', ...rest]) => [
    cut(name, Math.max(8, room), page.signs.more),
    ...rest,
  ]);
  const table = new Table({
    chars: BARE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    colAligns: ['left', ...figures.map(() => 'right' as const)],
  });
  table.push(...fitted);
  return table
    .toString()
    .split('\n')
    .map((line, at) => [span(`  ${line}`, at === 0 ? 'title' : null)]);
}

/** A table without lines reads well and survives every terminal. */
const BARE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

function widest(rows: readonly (readonly string[])[], at: number): number {
  return Math.max(...rows.map((row) => columns(row[at] ?? '')));
}
