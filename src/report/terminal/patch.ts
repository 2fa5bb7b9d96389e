// One patch in a list: what it is, where it went, why; with --verbose all that speaks for and against.
import type { PatchReport } from '../../model/report.js';
import type { Status } from '../../model/status.js';
import type { Style } from '../style.js';
import { day, lineCounts, percent, shortId, shortRef } from '../figures.js';
import { byCoverage } from '../groups.js';
import { evidenceWords, placeOf, reasonOf } from '../reason.js';
import { statusDetail, subjectWords } from '../words.js';
import { hanging } from './flow.js';
import { addressRow, columns, cut, pad, span, type Page, type Row, type Span } from './layout.js';

/** How good a status is for the one who carries the patch. */
export const STATUS_STYLE: Readonly<Record<Status, Style>> = {
  landed: 'good',
  absorbed: 'good',
  partial: 'info',
  reverted: 'bad',
  superseded: 'warn',
  queued: 'info',
  submitted: 'info',
  rejected: 'bad',
  pending: 'warn',
  local: 'dim',
  noise: 'dim',
  ambiguous: 'warn',
};

/** Two lines for a patch, one for each finding, and with `verbose` the evidence. */
export function patchRows(patch: PatchReport, idWidth: number, page: Page): readonly Row[] {
  const indent = 2 + idWidth + 2 + STATUS_WIDTH + 1;
  const below = (text: string, style: Style | null) =>
    hanging([span(' '.repeat(indent))], text, page, style, page.verbose ? undefined : 2);
  return [
    ...subjectRows(patch, idWidth, indent, page),
    ...reasonRows(patch, idWidth, page),
    ...(patch.submission?.url ? [addressRow('    ', patch.submission.url)] : []),
    ...patch.findings.flatMap((finding) => below(`! ${finding.says}`, 'warn')),
    ...(page.verbose ? [...detailRows(patch, 2 + idWidth + 2, page), []] : []),
  ];
}

/** Columns that the ids of a list need. */
export function idWidthOf(patches: readonly PatchReport[]): number {
  return Math.min(16, Math.max(0, ...patches.map((patch) => columns(patch.id))));
}

/** The longest status is `superseded`. */
const STATUS_WIDTH = 11;

/** From this width on there is room for size, date and author behind the subject. */
const WIDE = 110;

function subjectRows(patch: PatchReport, idWidth: number, indent: number, page: Page): readonly Row[] {
  const subject = subjectWords(patch.subject);
  const lead = [
    span(`  ${pad(cut(patch.id, idWidth, page.signs.more), idWidth)}  `, 'id'),
    span(pad(patch.status, STATUS_WIDTH + 1), STATUS_STYLE[patch.status]),
  ];
  if (page.verbose) return hanging(lead, subject, page);
  const aside = page.width >= WIDE ? asideOf(patch, page) : '';
  const room = page.width - indent - columns(aside);
  return [[...lead, span(pad(cut(subject, room, page.signs.more), room)), span(aside, 'dim')]];
}

function asideOf(patch: PatchReport, page: Page): string {
  const name = cut(patch.author.name, 16, page.signs.more);
  return `  ${lineCounts(patch.size, page.signs.minus).padStart(12)}  ${day(patch.authorDate)}  ${pad(name, 16)}`;
}

function reasonRows(patch: PatchReport, idWidth: number, page: Page): readonly Row[] {
  const lead: Span[] = [span(' '.repeat(2 + idWidth + 2)), span(pad(statusDetail(patch), STATUS_WIDTH + 1), 'dim')];
  const reason = reasonOf(patch);
  const known = patch.action.kind === 'drop-at-release' ? patch.action.release : undefined;
  const place = patch.landing === null ? '' : `${page.signs.arrow} ${placeOf(patch.landing, known)}`;
  const text = [place, reason].filter((part) => part !== '').join(': ');
  if (text === '' && lead.every((piece) => piece.text.trim() === '')) return [];
  return hanging(lead, text, page, 'dim', page.verbose ? undefined : patch.submission ? 2 : 1);
}

function detailRows(patch: PatchReport, indent: number, page: Page): readonly Row[] {
  const below = (lead: string, text: string) => hanging([span(' '.repeat(indent)), span(lead)], text, page, 'dim');
  const branches = patch.branches.length === 0 ? '' : `, on ${patch.branches.map(shortRef).join(', ')}`;
  return [
    ...below('', `${day(patch.authorDate)} ${patch.author.name} <${patch.author.email}>${branches}`),
    ...below('', figuresOf(patch, page)),
    ...landingLines(patch).flatMap((line) => below(`${page.signs.arrow} `, line)),
    ...patch.evidence.flatMap((evidence) =>
      below(`${SPEAKS[evidence.speaks]} `, `${evidence.rung}: ${evidenceWords(evidence)}`),
    ),
    ...patch.uncovered.flatMap((hunk) => below('not upstream: ', `${hunk.path}:${hunk.line} ${hunk.section}`)),
    ...patch.candidates.flatMap((candidate) => below('? ', candidateLine(candidate))),
  ];
}

/** Signs for what a piece of evidence speaks for, told apart without colour. */
export const SPEAKS: Readonly<Record<PatchReport['evidence'][number]['speaks'], string>> = {
  for: '+',
  against: '-',
  neither: '=',
};

function figuresOf(patch: PatchReport, page: Page): string {
  const { size, remaining } = patch;
  const sizes = `${lineCounts(size, page.signs.minus)}, to carry ${lineCounts(remaining, page.signs.minus)}`;
  return `${sizes}, coverage ${percent(patch.coverage)}, confidence ${percent(patch.confidence)}`;
}

function landingLines(patch: PatchReport): readonly string[] {
  return byCoverage(patch.landing?.commits ?? []).map((commit) => {
    const release = commit.release === null ? 'no release' : commit.release;
    return `${shortId(commit.oid)} ${day(commit.date)}, ${release}, ${percent(commit.coverage)}: ${commit.subject}`;
  });
}

function candidateLine(candidate: PatchReport['candidates'][number]): string {
  const shares = `holds ${percent(candidate.containment)}, alike ${percent(candidate.similarity)}`;
  return `${shortId(candidate.oid)} ${day(candidate.date)} ${candidate.subject} (${shares}): ${candidate.says}`;
}
