// One project in markdown: figures, what was compared, patches grouped by what to do, notices.
import { reasonOf } from '../reason.js';
import type { Notice } from '../../model/notice.js';
import type { PatchReport, ProjectReport } from '../../model/report.js';
import { counted, day, figure, landedPercent, lineCounts, patches, shortRef } from '../figures.js';
import { byCoverage, groupPatches, largestBranches, releaseCounts, type Group } from '../groups.js';
import { worstFirst } from '../notices.js';
import { landedTogether } from '../together.js';
import { groupMeaning, groupTitle, statusDetail, subjectWords } from '../words.js';
import { code, table, text } from './escape.js';
import { commitLink } from './links.js';

/** The section of one project; no more than `mostRows` patches are listed, shared out among its groups. */
export function projectLines(project: ProjectReport, mostRows: number): readonly string[] {
  const groups = groupPatches(project.patches);
  const rowsEach = Math.max(10, Math.floor(mostRows / Math.max(1, groups.length)));
  return [
    `## ${text(project.title)}`,
    '',
    stateWords(project),
    '',
    ...factLines(project),
    ...groups.flatMap((group) => ['', ...groupLines(group, project, rowsEach)]),
    ...togetherLines(project),
    '',
    ...noticeLines(project.notices),
  ];
}

function stateWords(project: ProjectReport): string {
  if (project.state === 'no-data') return '**No data**: nothing could be compared; the notices say why.';
  const { total, remaining, local, noise } = project.delta;
  const landed = landedPercent(project.delta);
  const apart = noise.patches === 0 ? '' : `, ${figure(noise.patches)} noise apart`;
  if (landed === null) return `**0 patches**: the stack is empty${apart}.`;
  const ofThem = local.patches === 0 ? '' : ` (${figure(local.patches)} of them local)`;
  const amount = `${lineCounts(remaining, '−')} lines in ${counted(remaining.hunks, 'hunk')}`;
  return `**${figure(remaining.patches)} of ${patches(total.patches)} to carry**${ofThem}, ${landed}% landed, ${amount}${apart}.`;
}

/** Branches that are named one by one. */
const BRANCHES_SHOWN = 5;

function factLines(project: ProjectReport): readonly string[] {
  const { upstream, downstream } = project;
  const branches = largestBranches(downstream, BRANCHES_SHOWN).map((branch) => {
    const net = branch.net === null ? '' : `, net ${lineCounts(branch.net, '−')}`;
    return `${code(shortRef(branch.branch))} (${patches(branch.patches)}${net})`;
  });
  const more = downstream.length > BRANCHES_SHOWN ? ` and ${downstream.length - BRANCHES_SHOWN} more` : '';
  const releases = releaseCounts(project).map(
    ({ release, patches: held }) => `${release === null ? 'no release yet' : code(release)}: ${figure(held)}`,
  );
  const { tip } = upstream ?? {};
  return [
    ...(upstream && tip
      ? [
          `- Upstream ${code(shortRef(upstream.branch))} at ${commitLink(tip.oid, upstream.url)} of ${text(day(tip.date))}`,
        ]
      : []),
    ...(releases.length === 0 ? [] : [`- Landed in ${releases.join(', ')}`]),
    ...(branches.length === 0 ? [] : [`- Downstream ${branches.join(', ')}${more}`]),
  ];
}

/** Longer groups are folded. */
const UNFOLDED = 10;

function groupLines(group: Group, project: ProjectReport, rowsEach: number): readonly string[] {
  const heading = `### ${text(groupTitle(group))}: ${patches(group.patches.length)}`;
  const shown = group.patches.slice(0, rowsEach);
  const hidden = group.patches.length - shown.length;
  const url = project.upstream?.url ?? null;
  const rows = table(
    ['Patch', 'Status', 'Subject', 'Upstream', 'Why'],
    [],
    shown.map((patch) => patchCells(patch, url)),
  );
  const body = hidden === 0 ? rows : [...rows, '', `and ${figure(hidden)} more`];
  const meaning = groupMeaning(group);
  if (group.patches.length <= UNFOLDED) return [heading, '', meaning, '', ...body];
  return [
    heading,
    '',
    `<details><summary>${patches(group.patches.length)}: ${meaning}</summary>`,
    '',
    ...body,
    '',
    '</details>',
  ];
}

function patchCells(patch: PatchReport, url: string | null): readonly string[] {
  const detail = statusDetail(patch);
  const findings = patch.findings.map((finding) => `<br>**!** ${text(finding.says)}`);
  return [
    code(patch.id),
    detail === '' ? text(patch.status) : `${text(patch.status)}<br><sub>${text(detail)}</sub>`,
    text(subjectWords(patch.subject)),
    upstreamCell(patch, url),
    `${text(reasonOf(patch))}${linkCell(patch)}${findings.join('')}`,
  ];
}

function linkCell({ submission }: PatchReport): string {
  return submission === null || submission.url === null ? '' : `<br>${text(submission.url)}`;
}

/** Commits of a landing that are named. */
const COMMITS_SHOWN = 3;

function upstreamCell(patch: PatchReport, url: string | null): string {
  const { landing } = patch;
  if (landing === null) return '';
  const commits = byCoverage(landing.commits);
  const named = commits.slice(0, COMMITS_SHOWN).map((commit) => commitLink(commit.oid, url));
  const more = commits.length - named.length;
  const release = landing.inBase ? 'in your base' : (landing.release ?? 'no release');
  return `${[...named, ...(more > 0 ? [`and ${more} more`] : [])].join(' ')}<br><sub>${text(release)}</sub>`;
}

function togetherLines(project: ProjectReport): readonly string[] {
  const url = project.upstream?.url ?? null;
  const lines = landedTogether(project).map(({ patches: held, commits }) => {
    const named = commits.map(({ oid, subject }) => `${commitLink(oid, url)} ${text(subjectWords(subject))}`);
    return `- ${held.map(({ name }) => code(name)).join(', ')} landed as ${named.join(' and ')}`;
  });
  return lines.length === 0 ? [] : ['', '### Landed together', '', ...lines];
}

function noticeLines(notices: readonly Notice[]): readonly string[] {
  if (notices.length === 0) return [];
  return [
    '### Notices',
    '',
    ...worstFirst(notices).map(({ severity, message, hint }) => {
      return `- **${severity}** ${text(message)}${hint === null ? '' : `<br>${text(hint)}`}`;
    }),
  ];
}
