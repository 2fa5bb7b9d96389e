// The comment on a pull request: what it adds to the delta, and what need not be carried.
import type { GateResult } from '../model/gate-result.js';
import type { PatchReport } from '../model/report.js';
import { SETTLED } from '../model/status.js';
import { cleanStrings, visible } from '../report/clean.js';
import { counted, figure, patches as patchCount, shortId } from '../report/figures.js';
import { code, table, text } from '../report/markdown/escape.js';
import { subjectWords } from '../report/words.js';
import { type Addition, touches } from './addition.js';

/** The line by which our own comment is known again; no reader sees it. */
export const MARK = '<!-- landfall: what this pull request adds to the delta -->';

/** The comment's text, or null when the change touches no stack: then there is nothing to say that was not said. */
export function commentOn(additions: readonly Addition[], gate: GateResult | null): string | null {
  const touched = cleanStrings(additions.filter(touches), (words) => visible(words));
  if (touched.length === 0) return null;
  return `${[MARK, ...touched.flatMap(additionLines), ...gateLines(gate)].join('\n').trimEnd()}\n`;
}

/** What the comment says once a change that did touch a stack does so no more. */
export const NOTHING_ADDED = `${MARK}\nThis pull request adds nothing to the delta.\n`;

/** A comment holds 65,536 characters, and nobody reads more rows. */
const LISTED = 50;

function additionLines({ title, unknown, added, removed, patches, lines }: Addition): readonly string[] {
  if (unknown)
    return [`**${text(title)}**: what this adds to the delta is not known, as a part could not be read.`, ''];
  const upstream = added.filter(({ status }) => SETTLED.has(status));
  const change = `${signed(patches)} ${Math.abs(patches) === 1 ? 'patch' : 'patches'}, ${signed(lines)} lines to carry`;
  return [
    `**${text(title)}**: ${change}`,
    '',
    ...(upstream.length > 0
      ? [`${patchCount(upstream.length)} of it need not be carried: upstream has it, or it changes nothing.`, '']
      : []),
    ...(added.length > 0 ? table(['Added', '', ''], [], added.slice(0, LISTED).map(rowOf)) : []),
    ...(added.length > LISTED ? ['', `and ${figure(added.length - LISTED)} more`] : []),
    ...(removed.length > 0 ? ['', `Removed: ${counted(removed.length, 'patch', 'patches')}.`] : []),
    '',
  ];
}

function rowOf({ id, subject, status, says, landing }: PatchReport): readonly string[] {
  const commits = landing?.commits.map(({ oid }) => code(shortId(oid))).join(', ') ?? '';
  return [
    `${code(id)} ${text(subjectWords(subject))}`,
    code(status),
    [commits, text(says)].filter((part) => part !== '').join(': '),
  ];
}

function gateLines(gate: GateResult | null): readonly string[] {
  const broken = gate?.projects.flatMap(({ title, checks }) =>
    checks
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ rule, says }) => `- ${text(visible(title))}, ${code(rule)}: ${text(visible(says))}`),
  );
  return broken && broken.length > 0 ? ['The gate fails:', '', ...broken] : [];
}

function signed(value: number): string {
  return value > 0 ? `+${figure(value)}` : value < 0 ? `−${figure(-value)}` : '±0';
}
