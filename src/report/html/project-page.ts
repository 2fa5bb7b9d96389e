// The page of one project, from what to do to the list of all patches.
import type { ProjectReport } from '../../model/report.js';
import type { Trend } from '../../model/trend.js';
import {
  counted,
  day,
  figure,
  landedPercent,
  lineCounts,
  patches as countedPatches,
  shortId,
  shortRef,
} from '../figures.js';
import { groupPatches } from '../groups.js';
import { worstFirst } from '../notices.js';
import { landedTogether } from '../together.js';
import { subjectWords } from '../words.js';
import { type PatchLinks, patchLink, rowName } from './addresses.js';
import { ageWords, oldest } from './age.js';
import { breakdown } from './breakdown.js';
import { ageHistogram, sizeHistogram } from './histograms.js';
import { historySection } from './history-section.js';
import { html, type Markup } from './markup.js';
import { stepKey, stepWords } from './next-step.js';
import { page, type Run } from './page.js';
import { patchTable } from './patch-table.js';
import { PICTURE_CAPTION, stackPicture } from './picture.js';
import { legend, statusBar } from './status-bar.js';

/** The whole page; `trend` null where the project has no history. */
export function projectPage(run: Run, project: ProjectReport, trend: Trend | null, links: PatchLinks): string {
  const frame = {
    title: `${project.title}: what is left to carry`,
    path: [
      { text: 'All projects', href: '../index.html' },
      { text: project.title, href: '' },
    ],
    generatedAt: run.generatedAt,
    version: run.tool.version,
    script: true,
  };
  return page(frame, project.state === 'no-data' ? withoutData(project) : tracked(run, project, trend, links));
}

function withoutData(project: ProjectReport): Markup {
  return html`<h1>${project.title}: no data</h1><p class="lede">Nothing could be compared, so nothing can be said about the stack.</p>${notices(project)}`;
}

function tracked(run: Run, project: ProjectReport, trend: Trend | null, links: PatchLinks): Markup {
  const { delta, patches } = project;
  const linkTo = links === 'pages' ? patchLink : (id: string) => `#${rowName(id)}`;
  return html`<h1>${project.title}: ${figure(delta.remaining.patches)} of ${countedPatches(delta.total.patches)} to carry</h1>
${compared(project)}
${stats(run, project, linkTo)}
${statusBar(delta)}
${findings(project, linkTo)}
${todo(project)}
${notices(project)}
${patches.length > 0 && html`<section aria-labelledby="stack"><h2 id="stack">The stack</h2>${legend(delta)}<figure>${stackPicture(patches, linkTo)}<figcaption>${PICTURE_CAPTION}</figcaption></figure></section>`}
${together(project, linkTo)}
${historySection(trend, project.title, NO_HISTORY)}
${patches.length > 0 && html`<section aria-labelledby="shape"><h2 id="shape">Age and size</h2><div class="cols">${ageHistogram(patches)}${sizeHistogram(patches)}</div></section>`}
${delta.remaining.patches > 0 && html`<section aria-labelledby="whose"><h2 id="whose">What is left to carry</h2><div class="cols">${breakdown('By author', 'author', delta.byAuthor)}${breakdown('By directory', 'directory', delta.byDirectory)}</div></section>`}
${patchTable(project, links)}`;
}

const NO_HISTORY = html`No history yet: <code>landfall status --record</code> adds a point a run.`;

type LinkTo = (id: string) => string;

function together(project: ProjectReport, linkTo: LinkTo): Markup {
  const groups = landedTogether(project);
  if (groups.length === 0) return html``;
  const items = groups.map(({ patches, commits }) => {
    const held = patches.map(
      ({ id, name }, at) => html`${at > 0 && ', '}<a class="id" href="${linkTo(id)}">${name}</a>`,
    );
    const named = commits.map(
      ({ oid, subject }, at) => html`${at > 0 && '; '}<span class="id">${shortId(oid)}</span> ${subjectWords(subject)}`,
    );
    return html`<li>${held} landed as ${named}</li>`;
  });
  return html`<section aria-labelledby="together"><h2 id="together">Landed together</h2><ul>${items}</ul></section>`;
}

/** Branches that are named; of more the number is enough. */
const BRANCHES_NAMED = 3;

function compared({ upstream, downstream }: ProjectReport): Markup {
  const branches = downstream.map((one) => shortRef(one.branch));
  const named =
    branches.length <= BRANCHES_NAMED ? branches.join(', ') : counted(branches.length, 'branch', 'branches');
  if (upstream === null) return html``;
  const { tip, branch } = upstream;
  return html`<p class="lede">${named}, compared with ${shortRef(branch)} of <span class="id">${upstream.url}</span> at <span class="id">${shortId(tip.oid)}</span> of ${day(tip.date)}.</p>`;
}

function stats(run: Run, project: ProjectReport, linkTo: LinkTo): Markup {
  const { delta, patches } = project;
  const landed = landedPercent(delta);
  const old = oldest(patches);
  const { remaining } = delta;
  const carry = delta.local.patches > 0 ? `${figure(delta.local.patches)} of them local` : 'without noise';
  return html`<dl class="stats">
<div><dt>Landed</dt><dd>${landed === null ? '–' : `${landed}%`}<small>of ${countedPatches(delta.total.patches)}</small></dd></div>
<div><dt>To carry</dt><dd>${figure(remaining.patches)}<small>${carry}</small></dd></div>
<div><dt>Lines to carry</dt><dd>${figure(remaining.insertions + remaining.deletions)}<small>${lineCounts(remaining, '−')} in ${counted(remaining.hunks, 'hunk')}</small></dd></div>
<div><dt>Noise</dt><dd>${figure(delta.noise.patches)}<small>changes nothing; in no share</small></dd></div>
${old && html`<div><dt>Oldest to carry</dt><dd>${ageWords(old.authorDate, run.generatedAt)}<small><a href="${linkTo(old.id)}">${subjectWords(old.subject)}</a></small></dd></div>`}
</dl>`;
}

function todo({ patches }: ProjectReport): Markup {
  const all = groupPatches(patches).map((group) => {
    const { title, count, why } = stepWords(group);
    const filter = new URLSearchParams({ do: stepKey(group) }).toString();
    return html`<li><strong>${title}</strong><a href="#${filter}">${count}</a><span class="soft">${why}</span></li>`;
  });
  return html`<section aria-labelledby="todo"><h2 id="todo">What to do</h2>${all.length === 0 ? html`<p>Nothing: the stack is empty.</p>` : html`<ul class="plain steps">${all}</ul>`}</section>`;
}

/** Findings that stand there at once; the others are folded. */
const FINDINGS_SHOWN = 8;

function findings({ patches }: ProjectReport, linkTo: LinkTo): Markup | null {
  const all = patches.flatMap((patch) =>
    patch.findings.map(
      (finding) =>
        html`<li class="finding"><a href="${linkTo(patch.id)}">${subjectWords(patch.subject)}</a>: ${finding.says}</li>`,
    ),
  );
  if (all.length === 0) return null;
  const more = all.slice(FINDINGS_SHOWN);
  return html`<section aria-labelledby="findings"><h2 id="findings">${counted(all.length, 'finding')}</h2>
<p class="soft">Where what people declared differs from what the repositories show, and what else a person should know.</p>
<ul class="plain">${all.slice(0, FINDINGS_SHOWN)}</ul>${more.length > 0 && html`<details><summary>${counted(more.length, 'more finding')}</summary><ul class="plain">${more}</ul></details>`}</section>`;
}

/** Notices that stand there at once: the worst; a damaged clone may have one for each of its commits. */
const NOTICES_SHOWN = 5;

function notices(project: ProjectReport): Markup | null {
  const all = worstFirst(project.notices).map(
    ({ severity, message, hint }) =>
      html`<li class="notice-${severity}"><span class="vh">${severity}: </span>${message}${hint !== null && html`<br><small>${hint}</small>`}</li>`,
  );
  if (all.length === 0) return null;
  const more = all.slice(NOTICES_SHOWN);
  return html`<section aria-labelledby="notices"><h2 id="notices">Notices</h2><ul class="plain">${all.slice(0, NOTICES_SHOWN)}</ul>${more.length > 0 && html`<details><summary>${counted(more.length, 'more notice')}</summary><ul class="plain">${more}</ul></details>`}</section>`;
}
