// The page that leads to all projects: a card for each, and a table to compare them by.
import type { ProjectReport, Report } from '../../model/report.js';
import type { Trend } from '../../model/trend.js';
import { chartPoints } from '../chart/chart-points.js';
import { sparkline } from '../chart/sparkline.js';
import { counted, figure, landedPercent, lineCounts, patches as countedPatches } from '../figures.js';
import { groupPatches } from '../groups.js';
import { worstFirst } from '../notices.js';
import { overall } from '../overall.js';
import { subjectWords } from '../words.js';
import { patchPath, projectPath } from './addresses.js';
import { ageWords, oldest } from './age.js';
import { html, type Markup, trusted } from './markup.js';
import { stepKey, stepWords } from './next-step.js';
import { page } from './page.js';
import { statusBar, TONES } from './status-bar.js';

const SPARK = { width: 120, height: 32 };

/** The whole page. */
export function frontPage(report: Report, trends: ReadonlyMap<string, Trend>): string {
  const { projects, generatedAt, tool } = report;
  const frame = {
    title: 'Landfall: what is left to carry',
    path: [{ text: 'All projects', href: '' }],
    generatedAt,
    version: tool.version,
    script: true,
  };
  const main = html`<h1>${headline(report)}</h1>
<p class="lede">${lede(report)}</p>
<ul class="cards">${projects.map((project) => card(project, trends.get(project.name) ?? null, generatedAt))}</ul>
${TONES}
${projects.length > 1 && projectTable(report)}`;
  return page(frame, main);
}

/** What is left of all projects, in a few words. */
export function headline({ projects }: Report): string {
  const all = overall(projects);
  if (all.noData === projects.length) return 'No data';
  if (all.total.patches === 0) return 'No patches';
  return `${figure(all.remaining.patches)} of ${countedPatches(all.total.patches)} still to carry`;
}

/** The same in a sentence or two. */
export function lede({ projects }: Report): string {
  const all = overall(projects);
  const landed = landedPercent(all);
  const share = landed === null ? '' : `${landed}% need no more carrying. `;
  const lines = `What is left changes ${lineCounts(all.remaining, '−')} lines in ${counted(projects.length - all.noData, 'project')}.`;
  const lost = all.noData === 0 ? '' : ` Of ${counted(all.noData, 'project')} nothing is known.`;
  const part = all.incomplete && all.noData === 0 ? ' A part could not be read, so these figures are too small.' : '';
  return all.noData === projects.length ? 'No project could be read.' : `${share}${lines}${lost}${part}`;
}

function card(project: ProjectReport, trend: Trend | null, now: string): Markup {
  const link = projectPath(project.name);
  if (project.state === 'no-data') {
    const why = worstFirst(project.notices)[0]?.message ?? 'nothing could be compared';
    return html`<li class="card"><h2><a href="${link}">${project.title}</a></h2><p class="figure"><b>No data</b></p><p class="notice-error">${why}</p></li>`;
  }
  const { delta } = project;
  const landed = landedPercent(delta);
  const old = oldest(project.patches);
  return html`<li class="card"><h2><a href="${link}">${project.title}</a></h2>
<p class="figure">${landed === null ? html`<b>0</b> patches` : html`<b>${landed}%</b> landed`}${spark(project, trend)}</p>
${statusBar(delta)}
<p><strong>${figure(delta.remaining.patches)}</strong> of ${countedPatches(delta.total.patches)} to carry${delta.local.patches > 0 && html` <span class="soft">(${figure(delta.local.patches)} local)</span>`}<br><span class="soft">${lineCounts(delta.remaining, '−')} in ${counted(delta.remaining.hunks, 'hunk')}</span></p>
${old && html`<p class="soft">Oldest: ${ageWords(old.authorDate, now)}, <a href="${patchPath(project.name, old.id)}">${subjectWords(old.subject)}</a></p>`}
${next(project)}</li>`;
}

function spark(project: ProjectReport, trend: Trend | null): Markup | null {
  if (trend === null || trend.points.length < 2) return null;
  const points = chartPoints(trend, 'patches');
  const words = `${project.title}: patches to carry went from ${points[0]?.remaining} to ${points.at(-1)?.remaining}`;
  return html`<span class="spark">${trusted(sparkline(points, { title: words, ...SPARK }))}</span>`;
}

function next(project: ProjectReport): Markup {
  const [first] = groupPatches(project.patches);
  if (!first) return html`<p class="next">Nothing to do.</p>`;
  const { title, count, why } = stepWords(first);
  const filter = new URLSearchParams({ do: stepKey(first) }).toString();
  return html`<p class="next"><strong>Next: <a href="${projectPath(project.name)}#${filter}">${title}, ${count}</a></strong><br><span class="soft">${why}</span></p>`;
}

/** The projects of a report, in rows to compare. */
export function projectTable({ projects, generatedAt }: Pick<Report, 'projects' | 'generatedAt'>): Markup {
  return html`<section aria-labelledby="compared"><h2 id="compared">Projects compared</h2>
<div class="wide" role="group" aria-labelledby="compared" tabindex="0"><table class="sorts" aria-labelledby="compared">
<thead><tr><th scope="col">Project</th><th scope="col" class="r">Landed</th><th scope="col" class="r">To carry</th><th scope="col" class="r">Of</th><th scope="col" class="r">Lines to carry</th><th scope="col" class="r">Local</th><th scope="col" class="r">Noise</th><th scope="col" class="r">Oldest</th></tr></thead>
<tbody>${projects.map((project) => row(project, generatedAt))}</tbody></table></div></section>`;
}

function row(project: ProjectReport, now: string): Markup {
  const name = html`<th scope="row"><a href="${projectPath(project.name)}">${project.title}</a></th>`;
  if (project.state === 'no-data')
    return html`<tr>${name}<td class="r" data-v="-1">no data</td>${[2, 3, 4, 5, 6, 7].map(() => html`<td class="r" data-v="-1">–</td>`)}</tr>`;
  const { delta } = project;
  const landed = landedPercent(delta);
  const old = oldest(project.patches);
  const since = old ? Date.parse(now) - Date.parse(old.authorDate) : -1;
  return html`<tr>${name}<td class="r" data-v="${landed ?? -1}">${landed === null ? '–' : `${landed}%`}</td><td class="r">${figure(delta.remaining.patches)}</td><td class="r">${figure(delta.total.patches)}</td><td class="r" data-v="${delta.remaining.insertions + delta.remaining.deletions}">${lineCounts(delta.remaining, '−')}</td><td class="r">${figure(delta.local.patches)}</td><td class="r">${figure(delta.noise.patches)}</td><td class="r" data-v="${since}">${old ? ageWords(old.authorDate, now) : '–'}</td></tr>`;
}
