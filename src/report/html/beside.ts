// A patch beside upstream commits on a page: commit by commit, file by file, hunk by hunk, within a bound.
import type { Beside, BesideFile } from '../../model/beside.js';
import { comparisonFigures } from '../explain.js';
import { counted, day, percent, shortId } from '../figures.js';
import { commitUrl, releaseUrl } from '../forge.js';
import { subjectWords } from '../words.js';
import { html, type Markup } from './markup.js';
import { hunkTable, KEY } from './side-by-side.js';

/** Characters of diffs on one page: some 2,000 rows, more than anybody reads there, and a page that opens at once on a phone. */
const MOST = 400_000;
/** Files of the commit that stand beside nothing and are named. */
const REST_NAMED = 12;

/** All of it, with links to the commits where the upstream is at a forge. */
export function besideSection(beside: readonly Beside[], url: string | null, command: string): Markup {
  let left = MOST;
  const parts = beside.map((one, at) => {
    const { markup, length } = oneBeside(one, at, beside.length, url, left);
    left -= length;
    return markup;
  });
  const alone = beside.every(({ compared }) => compared === null);
  return html`<section aria-labelledby="beside"><h2 id="beside">${alone ? 'The patch' : 'Patch and upstream, side by side'}</h2>
${alone ? html`<p class="soft">No upstream commit was worth comparing.</p>` : KEY}
${parts}
${left <= 0 && html`<p><strong>Not all hunks are shown.</strong> <code>${command}</code> prints them all.</p>`}</section>`;
}

function oneBeside(one: Beside, at: number, of: number, url: string | null, room: number) {
  const { compared, files, rest } = one;
  let left = room;
  const theirs = compared ? `Upstream, ${shortId(compared.commit.oid)}` : 'Upstream';
  const drawn = files.map((file) => {
    if (left <= 0) return html``;
    const { markup, length } = fileBeside(file, theirs, left);
    left -= length;
    return markup;
  });
  const markup = html`${compared && heading(compared, at, of, url)}${drawn}${restOf(rest)}`;
  return { markup, length: room - left };
}

function heading(compared: NonNullable<Beside['compared']>, at: number, of: number, url: string | null): Markup {
  const { commit } = compared;
  const number = of > 1 ? `${at + 1} of ${of}: ` : '';
  return html`<h3>${number}${commitLink(commit.oid, url)} ${subjectWords(commit.subject)}</h3>
<p class="soft">${commit.author}, ${day(commit.date)}, ${release(commit.release, url)}. ${comparisonFigures({ ...compared, files: [] })}. This commit: ${compared.verdict}</p>`;
}

function fileBeside(file: BesideFile, theirs: string, room: number) {
  let left = room;
  const { path, upstreamPath } = file;
  const other = upstreamPath !== null && upstreamPath !== path ? ` beside ${upstreamPath}` : '';
  const hunks = file.hunks.map((hunk) => {
    if (left <= 0) return html``;
    const found = hunk.coverage === null ? 'not compared' : `${percent(hunk.coverage)} found upstream`;
    const names = {
      ours: `Your patch, @@ ${hunk.header}`,
      theirs: hunk.upstreamHeader === null ? `${theirs}: nothing here` : `${theirs}, @@ ${hunk.upstreamHeader}`,
    };
    const { table, length } = hunkTable(hunk, `${path}, hunk ${hunk.header}`, names, left);
    left -= length;
    return html`<p><small>${found}</small></p>${table}`;
  });
  return { markup: html`<h4 class="id">${path}${other}</h4>${hunks}`, length: room - left };
}

function restOf(rest: Beside['rest']): Markup | null {
  if (rest.length === 0) return null;
  const named = rest.slice(0, REST_NAMED).map(({ path, lines }) => `${path} (${counted(lines, 'line')})`);
  const more = rest.length > REST_NAMED ? `, and ${counted(rest.length - REST_NAMED, 'more file')}` : '';
  return html`<p class="soft">The commit also changes what stands beside no hunk of the patch: ${named.join(', ')}${more}.</p>`;
}

/** A commit's short id, linked to its page at the forge where that is known. */
export function commitLink(oid: string, url: string | null): Markup {
  const page = commitUrl(oid, url);
  const id = html`<span class="id">${shortId(oid)}</span>`;
  return page === null ? id : html`<a href="${page}">${id}</a>`;
}

/** The release that holds a commit, linked where its page is known. */
export function release(name: string | null, url: string | null): Markup {
  if (name === null) return html`in no release`;
  const page = releaseUrl(name, url);
  return page === null ? html`in ${name}` : html`in <a href="${page}">${name}</a>`;
}
