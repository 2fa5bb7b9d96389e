// The page of one patch: the verdict in a sentence, then everything it rests on.
import type { PatchInDepth } from '../../model/beside.js';
import type { PatchReport, ProjectReport } from '../../model/report.js';
import { declaredWords, observedWords, verdictSentence } from '../explain.js';
import { counted, day, figure, lineCounts, shortRef } from '../figures.js';
import { STATUS_MEANING, subjectWords } from '../words.js';
import { patchLink } from './addresses.js';
import { ageWords } from './age.js';
import { besideSection } from './beside.js';
import { evidenceSection, landingSection, rulesSection, submissionSection } from './evidence.js';
import { html, type Markup } from './markup.js';
import { mark, TONE } from './marks.js';
import { page, type Run } from './page.js';

type Neighbour = Pick<PatchReport, 'id' | 'subject'> | null;

/** Where in its project a patch stands. */
export interface Around extends Pick<ProjectReport, 'name' | 'title' | 'upstream'> {
  readonly before: Neighbour;
  readonly after: Neighbour;
  /** Place in the stack, from 1, and how many there are. */
  readonly number: number;
  readonly of: number;
}

/** The whole page. */
export function patchPage(run: Run, around: Around, found: PatchInDepth): string {
  const { patch, message } = found;
  const frame = {
    title: `${subjectWords(patch.subject)}: ${patch.status}`,
    path: [
      { text: 'All projects', href: '../../index.html' },
      { text: around.title, href: '../index.html' },
      { text: patch.id, href: '' },
    ],
    generatedAt: run.generatedAt,
    version: run.tool.version,
    script: false,
  };
  const url = around.upstream?.url ?? null;
  const main = html`<h1>${subjectWords(patch.subject)}</h1>
<div class="verdict t-${TONE[patch.status]}">${mark(patch.status)}<p><strong>${sentence(patch)}</strong></p><p>${patch.action.says}</p><p class="soft">${STATUS_MEANING[patch.status]}</p></div>
${patch.findings.length > 0 && html`<ul class="plain">${patch.findings.map(({ says }) => html`<li class="finding">${says}</li>`)}</ul>`}
${facts(run, around, patch)}
${landingSection(patch, url)}
${submissionSection(patch)}
${evidenceSection(patch, url)}
${besideSection(found.beside, url, `landfall explain ${around.name} ${patch.id} --verbose`)}
${rulesSection(found)}
${message.trim() !== '' && html`<section aria-labelledby="message"><h2 id="message">Message</h2><pre>${message.trimEnd()}</pre></section>`}
${pager(around)}`;
  return page(frame, main);
}

/** The verdict without the status, which stands before it as a mark. */
function sentence(patch: PatchReport): string {
  const words = verdictSentence(patch)
    .slice(patch.status.length)
    .replace(/^(?:: |, | )/, '');
  const text = words === '' ? STATUS_MEANING[patch.status] : words;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function facts(run: Run, around: Around, patch: PatchReport): Markup {
  const { author, size, remaining, branches, declared } = patch;
  const rows: readonly (readonly [string, string])[] = [
    ['Author', `${author.name} <${author.email}>`],
    ['Written', `${day(patch.authorDate)}, ${ageWords(patch.authorDate, run.generatedAt)} before this report`],
    [
      'Place',
      `${figure(around.number)} of ${figure(around.of)}${branches.length === 0 ? '' : `, on ${branches.map(shortRef).join(', ')}`}`,
    ],
    [
      'From',
      patch.origin.kind === 'commit' ? `commit ${patch.origin.oid}` : `${patch.origin.path}, line ${patch.origin.line}`,
    ],
    ['Size', `${lineCounts(size, '−')} in ${counted(size.hunks, 'hunk')} of ${counted(size.files, 'file')}`],
    [
      'To carry',
      remaining.hunks === 0 ? 'nothing' : `${lineCounts(remaining, '−')} in ${counted(remaining.hunks, 'hunk')}`,
    ],
    ['Declared', declaredWords(declared)],
    ['Observed', observedWords(patch)],
  ];
  return html`<dl class="facts">${rows.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>
${patch.uncovered.length > 0 && html`<h3>Hunks that upstream does not have</h3><ul class="plain id">${patch.uncovered.map(({ path, line, section }) => html`<li>${path}:${line} ${section}</li>`)}</ul>`}`;
}

function pager({ before, after }: Around): Markup {
  const link = (patch: Neighbour, word: string) =>
    patch ? html`<a href="../${patchLink(patch.id)}">${word} ${subjectWords(patch.subject)}</a>` : html`<span></span>`;
  return html`<nav class="pager" aria-label="Neighbours in the stack">${link(before, 'Before:')}${link(after, 'After:')}</nav>`;
}
