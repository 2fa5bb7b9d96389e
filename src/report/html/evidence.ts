// What a verdict rests on, as tables: landings and links, evidence, candidates, the tip, the rules.
import type { PatchInDepth } from '../../model/beside.js';
import type { PatchReport } from '../../model/report.js';
import { silentRungs } from '../explain.js';
import { bitsWords, day, percent } from '../figures.js';
import { webUrl } from '../forge.js';
import { byCoverage } from '../groups.js';
import { eventWords, submissionProof, submissionWords } from '../submission.js';
import { subjectWords } from '../words.js';
import { commitLink, release } from './beside.js';
import { type Content, html, type Markup } from './markup.js';

/** Where the patch was sent and what became of it there, step by step. */
export function submissionSection({ submission }: PatchReport): Markup | null {
  if (submission === null) return null;
  const { url, events } = submission;
  const steps = events.map((event) => {
    const link = webUrl(event.url);
    return html`<li><span class="soft">${event.date === null ? '' : day(event.date)}</span> ${link === null ? eventWords(event) : html`<a href="${link}">${eventWords(event)}</a>`}</li>`;
  });
  const address = webUrl(url);
  return html`<section><h2 id="sent">Where it was sent</h2><p>${submissionWords(submission)}</p>
${address !== null && html`<p><a href="${address}">${address}</a></p>`}<p class="soft">${submissionProof(submission)}</p>
${steps.length > 0 && html`<ol class="events">${steps}</ol>`}</section>`;
}

/** Commits that hold the patch, and where it is spoken of. */
export function landingSection(patch: PatchReport, url: string | null): Markup | null {
  const { landing, declared } = patch;
  const link = webUrl(declared?.url ?? null);
  const commits = byCoverage(landing?.commits ?? []).map(
    (commit) =>
      html`<li>${commitLink(commit.oid, url)} ${subjectWords(commit.subject)}<br><small>${day(commit.date)}, ${release(commit.release, url)}, ${percent(commit.coverage)} of the patch</small></li>`,
  );
  const places = [...commits, ...(link === null ? [] : [html`<li>Declared: <a href="${link}">${link}</a></li>`])];
  if (places.length === 0) return null;
  return html`<section aria-labelledby="upstream"><h2 id="upstream">Upstream</h2><ul class="plain">${places}</ul></section>`;
}

const SPEAKS = { for: 'for', against: 'against', neither: 'neither' } as const;

/** Every piece of evidence, and the candidates that were not the landing. */
export function evidenceSection(patch: PatchReport, url: string | null): Markup {
  const { evidence, candidates } = patch;
  const rows = evidence.map((one) => [
    one.rung,
    SPEAKS[one.speaks],
    html`${one.commit !== null && html`${commitLink(one.commit, url)} `}${one.says}`,
    one.bits === null ? '' : bitsWords(one.bits),
  ]);
  const others = candidates.map((one) => [
    html`${commitLink(one.oid, url)} ${subjectWords(one.subject)}<small>${day(one.date)}. ${one.says}</small>`,
    percent(one.containment),
    percent(one.similarity),
    bitsWords(one.bits),
  ]);
  const silent = silentRungs(patch);
  return html`<section aria-labelledby="evidence"><h2 id="evidence">Evidence</h2>
${rows.length === 0 ? html`<p>None was found.</p>` : table('evidence', ['Rung', 'Speaks', 'Says', 'Worth'], rows)}
${silent.length > 0 && html`<p class="soft">Nothing to say had: ${silent.join(', ')}.</p>`}
${others.length > 0 && html`<h3 id="candidates">Candidates</h3>${table('candidates', ['Upstream commit', 'Has of the patch', 'Alike', 'Worth'], others)}`}</section>`;
}

/** The rule table and the tip, folded: for the one who doubts. */
export function rulesSection({ rules, tip }: PatchInDepth): Markup {
  const asked = rules.map((rule) => [rule.name, rule.applied ? 'answered' : 'no', rule.says]);
  const files = tip.map((file) => [
    file.path,
    `${file.addedPresent} of ${file.addedTotal}`,
    `${file.removedGone} of ${file.removedTotal}`,
  ]);
  return html`<section aria-labelledby="rules"><h2 id="rules">Why this status and no other</h2>
<details><summary>The rules that were asked, in their order</summary>${table('rules', ['Rule', 'Answer', 'Says'], asked)}</details>
${files.length > 0 && html`<details><summary id="tip">The patch at the upstream tip, in lines</summary>${table('tip', ['File', 'Added lines there', 'Removed lines gone'], files)}</details>`}</section>`;
}

/** Columns of figures stand to the right. */
const FIGURES = new Set(['Worth', 'Has of the patch', 'Alike', 'Added lines there', 'Removed lines gone']);

function table(label: string, heads: readonly string[], rows: readonly (readonly Content[])[]): Markup {
  const side = (at: number) => (FIGURES.has(heads[at] ?? '') ? 'r' : 'l');
  return html`<div class="wide" role="group" aria-labelledby="${label}" tabindex="0"><table aria-labelledby="${label}"><thead><tr>${heads.map(
    (head, at) => html`<th scope="col" class="${side(at)}">${head}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (cells) => html`<tr>${cells.map((cell, at) => html`<td class="${side(at)}">${cell}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}
