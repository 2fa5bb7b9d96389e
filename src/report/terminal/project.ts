// One project in the terminal, from its head to its notices.
import type { ProjectReport } from '../../model/report.js';
import { patches } from '../figures.js';
import { groupPatches, type Group } from '../groups.js';
import { groupMeaning, groupTitle } from '../words.js';
import { phrases } from './flow.js';
import { headerRows } from './header.js';
import { span, type Page, type Row } from './layout.js';
import { noticeRows } from './notices.js';
import { idWidthOf, patchRows } from './patch.js';
import { branchTable, deltaTables, togetherRows } from './tables.js';

/** All rows of a project; an empty row before each part. */
export function projectRows(project: ProjectReport, page: Page): readonly Row[] {
  const idWidth = idWidthOf(project.patches);
  return [
    ...headerRows(project, page),
    ...(page.verbose && project.downstream.length > 1 ? branchTable(project.downstream, page) : []),
    ...groupPatches(project.patches).flatMap((group) => groupRows(group, idWidth, page)),
    ...(page.verbose && project.state === 'tracked' ? deltaTables(project.delta, page) : []),
    ...togetherRows(project, page),
    ...noticeRows(project.notices, page),
  ];
}

/** Patches of a group that are shown without `--verbose`: a screen holds two such groups. */
const SHOWN = 10;

function groupRows(group: Group, idWidth: number, page: Page): readonly Row[] {
  const shown = page.verbose ? group.patches : group.patches.slice(0, SHOWN);
  const hidden = group.patches.length - shown.length;
  const more = `${page.signs.more} and ${hidden} more (--verbose)`;
  return [
    [],
    ...phrases('  ', headingSpans(group), page),
    ...shown.flatMap((patch) => patchRows(patch, idWidth, page)),
    ...(hidden > 0 ? [[span(`  ${more}`, 'dim')]] : []),
  ];
}

function headingSpans(group: Group) {
  return [span(groupTitle(group), 'title'), span(patches(group.patches.length)), span(groupMeaning(group), 'dim')];
}
