// The list of all patches of a project, with what filters it.
import type { PatchReport, ProjectReport } from '../../model/report.js';
import { STATUSES } from '../../model/status.js';
import { day, figure, lineCounts, patches as counted } from '../figures.js';
import { groupPatches } from '../groups.js';
import { reasonOf } from '../reason.js';
import { subjectWords } from '../words.js';
import { type PatchLinks, patchLink, rowName } from './addresses.js';
import { html, type Markup } from './markup.js';
import { mark } from './marks.js';
import { stepKey, stepWords } from './next-step.js';

/** A row must stay small, as a stack may have thousands: of a long reason the beginning is enough, its page has all. */
const REASON = 90;

/** Filters (for scripts to show) and table; where patches have no pages of their own, links find them here. */
export function patchTable(project: ProjectReport, links: PatchLinks): Markup {
  const { patches } = project;
  const steps = new Map(
    groupPatches(patches).flatMap((group) => group.patches.map((patch) => [patch, stepKey(group)])),
  );
  return html`<section aria-labelledby="patches">
<h2 id="patches">Patches</h2>
${filters(project)}
<p class="shown" role="status">${counted(patches.length)}</p>
<div class="wide" role="group" aria-labelledby="patches" tabindex="0">
<table class="patches sorts" aria-labelledby="patches">
<thead><tr><th scope="col" class="n r">No.</th><th scope="col">Status</th><th scope="col">Patch</th><th scope="col" class="z r">Lines</th><th scope="col" class="r">To carry</th><th scope="col" class="d">Written</th><th scope="col" class="a">Author</th><th scope="col" class="d">Directory</th></tr></thead>
<tbody>${patches.map((patch, at) => row(patch, at + 1, steps.get(patch) ?? '', links))}</tbody>
</table>
</div>
</section>`;
}

function row(patch: PatchReport, number: number, step: string, links: PatchLinks): Markup {
  const subject = subjectWords(patch.subject);
  const name =
    links === 'pages'
      ? html`<a href="${patchLink(patch.id)}">${subject}</a>`
      : html`<b id="${rowName(patch.id)}">${subject}</b>`;
  const { size, remaining, status } = patch;
  const reason = reasonOf(patch);
  const short = reason.length > REASON ? `${reason.slice(0, REASON)}…` : reason;
  return html`<tr data-s="${status}" data-x="${step}"><td class="n r">${number}<td>${mark(status)}<td>${name}${short !== '' && html` <small>${short}</small>`}<td class="z r" data-v="${size.insertions + size.deletions}">${lineCounts(size, '−')}<td class="r">${remaining.hunks === 0 ? '–' : figure(remaining.insertions + remaining.deletions)}<td class="d">${day(patch.authorDate)}<td class="a">${patch.author.name}<td class="d">${patch.directories.join(', ')}
`;
}

function filters({ patches }: ProjectReport): Markup {
  const authors = namesOf(patches.map((patch) => patch.author.name));
  const directories = namesOf(patches.flatMap((patch) => patch.directories));
  const statuses = STATUSES.filter((status) => patches.some((patch) => patch.status === status));
  const steps = groupPatches(patches).map((group) => ({ value: stepKey(group), text: stepWords(group).title }));
  return html`<form class="filters" aria-label="Filter the patches" hidden>
<label>Text<input type="search" name="text" autocomplete="off"></label>
${choice('status', 'Status', statuses.map(same))}
${choice('do', 'To do', steps)}
${choice('author', 'Author', authors.map(same))}
${choice('directory', 'Directory', directories.map(same))}
<button type="reset">Show all</button>
</form>`;
}

function choice(name: string, label: string, options: readonly { value: string; text: string }[]): Markup {
  return html`<label>${label}<select name="${name}"><option value="">all</option>${options.map(
    ({ value, text }) => html`<option value="${value}">${text}</option>`,
  )}</select></label>`;
}

function same(text: string) {
  return { value: text, text };
}

function namesOf(names: readonly string[]): string[] {
  return [...new Set(names)].sort(new Intl.Collator('en').compare);
}
