// The pages that lead to all projects of a fleet: where its weight lies, who waits on whom, what failed, and lists of all.
import type { Carried, FleetStatus } from '../../model/fleet.js';
import type { ProjectReport, Report } from '../../model/report.js';
import type { Trend } from '../../model/trend.js';
import { counted, figure } from '../figures.js';
import { FRONT, listPath, projectPath } from './addresses.js';
import { headline, lede, projectTable } from './front-page.js';
import { historySection } from './history-section.js';
import { html, type Markup } from './markup.js';
import { page } from './page.js';

/** Projects of a page: a browser sorts so many at once, and a person reads no more. */
const LISTED = 1000;

/** The front page, then a list of all projects, in parts. */
export function fleetPages(report: Report, status: FleetStatus, trend: Trend): readonly string[] {
  const parts = partsOf(report.projects);
  return [
    frontPage(report, status, trend, parts),
    ...parts.map((projects, at) => listPage(report, status, projects, at)),
  ];
}

/** The heaviest first, so that whoever reads only the first part has read of the most. */
function partsOf(projects: readonly ProjectReport[]): readonly (readonly ProjectReport[])[] {
  const weight = ({ delta }: ProjectReport) => delta.remaining.patches;
  const sorted = projects.toSorted((a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1));
  return Array.from({ length: Math.ceil(sorted.length / LISTED) }, (_, at) =>
    sorted.slice(at * LISTED, (at + 1) * LISTED),
  );
}

function frontPage(
  report: Report,
  status: FleetStatus,
  trend: Trend,
  parts: readonly (readonly ProjectReport[])[],
): string {
  const frame = {
    title: `${status.fleet}: what is left to carry`,
    path: [{ text: status.fleet, href: '' }],
    generatedAt: report.generatedAt,
    version: report.tool.version,
    script: true,
  };
  const titles = new Map(report.projects.map(({ name, title }) => [name, title]));
  return page(
    frame,
    html`<h1>${status.fleet}: ${headline(report)}</h1>
<p class="lede">${lede(report)}</p>
${queue(status)}
${overTime(status, trend)}
${heaviest(status, titles)}
${upstreams(status)}
${failures(status, titles)}
${lists(report, parts)}`,
  );
}

function queue({ projects, queue: { waiting, running, aside }, draining }: FleetStatus): Markup {
  return html`<dl class="stats">
<div><dt>Tracked</dt><dd>${figure(projects.tracked)}<small>of ${counted(projects.total, 'project')}</small></dd></div>
<div><dt>Waiting</dt><dd>${figure(waiting)}<small>for a worker</small></dd></div>
<div><dt>Running</dt><dd>${figure(running)}<small>${draining ? 'the last: workers end' : 'now'}</small></dd></div>
<div><dt>Set aside</dt><dd>${figure(aside)}<small>failed at every try</small></dd></div>
</dl>`;
}

function overTime({ fleet }: FleetStatus, trend: Trend): Markup {
  return historySection(trend, fleet, 'No history yet: each plan that is worked off adds a point.');
}

function heaviest({ heaviest: rows }: FleetStatus, titles: ReadonlyMap<string, string>): Markup | null {
  if (rows.length === 0) return null;
  const named = ({ name }: Carried) => html`<a href="${projectPath(name)}">${titles.get(name) ?? name}</a>`;
  return section('heaviest', 'Heaviest projects', 'Those that carry the most patches.', [
    html`<th scope="col">Project</th>${heads(['To carry', 'Lines'])}`,
    rows.map((row) => html`<tr><th scope="row">${named(row)}</th>${cells([row.patches, row.lines])}</tr>`),
  ]);
}

function upstreams({ upstreams: rows }: FleetStatus): Markup | null {
  if (rows.length === 0) return null;
  const says =
    'Patches that can be dropped; that wait for us, to be sent or looked at; and that wait for upstream to take or answer them.';
  return section('upstreams', 'Upstreams: who waits on whom', says, [
    html`<th scope="col">Upstream</th>${heads(['Projects', 'To carry', 'Lines', 'Drop', 'We move', 'They move'])}`,
    rows.map(
      (row) =>
        html`<tr><th scope="row"><span class="id">${row.name}</span></th>${cells([row.projects, row.patches, row.lines, row.drop, row.ours, row.theirs])}</tr>`,
    ),
  ]);
}

function section(id: string, title: string, says: string, [head, body]: readonly [Markup, readonly Markup[]]): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><p class="soft">${says}</p>
<div class="wide" role="group" aria-labelledby="${id}" tabindex="0"><table class="sorts" aria-labelledby="${id}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div></section>`;
}

function heads(words: readonly string[]): readonly Markup[] {
  return words.map((word) => html`<th scope="col" class="r">${word}</th>`);
}

function cells(values: readonly number[]): readonly Markup[] {
  return values.map((value) => html`<td class="r" data-v="${value}">${figure(value)}</td>`);
}

/** Failures that stand there at once: a fleet with more of them has one cause. */
const FAILURES_SHOWN = 20;

function failures({ aside, sick }: FleetStatus, titles: ReadonlyMap<string, string>): Markup | null {
  const failed = aside.map(
    ({ project, says }) =>
      html`<li class="notice-error"><a href="${projectPath(project)}">${titles.get(project) ?? project}</a>: ${says}</li>`,
  );
  const away = sick.map(
    ({ url, failures: times, says }) =>
      html`<li class="notice-warning"><span class="id">${url}</span>, ${counted(times, 'time')}: ${says}</li>`,
  );
  if (failed.length + away.length === 0) return null;
  const all = [...failed, ...away];
  const more = all.slice(FAILURES_SHOWN);
  return html`<section aria-labelledby="failures"><h2 id="failures">What failed</h2><ul class="plain">${all.slice(0, FAILURES_SHOWN)}</ul>${more.length > 0 && html`<details><summary>${figure(more.length)} more</summary><ul class="plain">${more}</ul></details>`}</section>`;
}

/** A fleet of one part stands on the front page itself. */
function lists(report: Report, parts: readonly (readonly ProjectReport[])[]): Markup | null {
  const [only, second] = parts;
  if (!only) return null;
  if (!second) return projectTable({ ...report, projects: only });
  const links = parts.map(
    (projects, at) =>
      html`<li><a href="${listPath(at)}">${figure(at * LISTED + 1)} to ${figure(at * LISTED + projects.length)}</a></li>`,
  );
  return html`<section aria-labelledby="all"><h2 id="all">All projects</h2><p class="soft">By patches to carry, the heaviest first.</p><ul>${links}</ul></section>`;
}

function listPage(
  { generatedAt, tool }: Report,
  { fleet }: FleetStatus,
  projects: readonly ProjectReport[],
  at: number,
): string {
  const named = `projects ${figure(at * LISTED + 1)} to ${figure(at * LISTED + projects.length)}`;
  const frame = {
    title: `${fleet}: ${named}`,
    path: [
      { text: fleet, href: FRONT },
      { text: named, href: '' },
    ],
    generatedAt,
    version: tool.version,
    script: true,
  };
  return page(frame, html`<h1>${fleet}: ${named}</h1>${projectTable({ projects, generatedAt })}`);
}
