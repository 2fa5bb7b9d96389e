// A short list for a terminal: what is wrong, and what to do about it.
import type { GateCheck, GateOutcome, GateProject, GateResult, GateViolation } from '../../model/gate-result.js';
import { cleanStrings, visible } from '../../report/clean.js';
import { minute } from '../../report/figures.js';
import type { Style } from '../../report/index.js';
import { hanging, phrases } from '../../report/terminal/flow.js';
import { type Page, pad, pageFor, paintRows, type Row, span } from '../../report/terminal/layout.js';
import { subjectWords } from '../../report/words.js';
import type { GateFormat } from './format.js';
import { fixesOf, headline } from './words.js';

/** Rules that do not hold, patch by patch, with the way out; those that hold in one line. */
export const terminal: GateFormat = {
  name: 'terminal',
  says: 'what is wrong and what to do',
  render: (result, options) => {
    const page = pageFor(options);
    const clean = cleanStrings(result, (words) => visible(words, options.ascii));
    return paintRows(rowsOf(clean, page), page, options.paint);
  },
};

const STYLES: Readonly<Record<GateOutcome, Style>> = { pass: 'good', warn: 'warn', fail: 'bad' };

function rowsOf(result: GateResult, page: Page): readonly Row[] {
  return [
    ...result.projects.flatMap((project) => [...projectRows(project, page), []]),
    [span(`gate ${headline(result)}`, STYLES[result.outcome]), span(`, ${minute(result.generatedAt)}`, 'dim')],
  ];
}

function projectRows({ title, outcome, checks }: GateProject, page: Page): readonly Row[] {
  const held = checks.filter((check) => check.outcome === 'pass');
  return [
    [span(pad(outcome, 4), STYLES[outcome]), span('  '), span(title, 'title')],
    ...checks.filter((check) => check.outcome !== 'pass').flatMap((check) => checkRows(check, page)),
    ...held.flatMap((check) => hanging(lead(check), check.says, page, 'dim')),
  ];
}

/** Columns of the longest rule's name. */
const RULE = 16;

function lead({ rule, outcome }: GateCheck): Row {
  return [span(`  ${pad(outcome, 4)}`, STYLES[outcome]), span(`  ${pad(rule, RULE)}  `, 'id')];
}

/** Patches listed below a rule before the rest is only counted. */
const LISTED = 5;

function checkRows(check: GateCheck, page: Page): readonly Row[] {
  const listed = page.verbose ? check.violations : check.violations.slice(0, LISTED);
  const more = check.violations.length - listed.length;
  const indent = '        ';
  return [
    ...hanging(lead(check), check.says, page),
    ...listed.flatMap((violation) => violationRows(violation, indent, page)),
    ...(more > 0 ? phrases(indent, [span(`and ${more} more: --verbose lists all`, 'dim')], page) : []),
    ...fixesOf(check).flatMap((fix) => hanging([span(`${indent}${page.signs.arrow} `, 'info')], fix, page)),
  ];
}

function violationRows({ patch, subject, says, excuse }: GateViolation, indent: string, page: Page): readonly Row[] {
  const below = indent + ' '.repeat(patch.length + 2);
  return [
    ...hanging([span(indent), span(patch, 'id'), span('  ')], subjectWords(subject), page, null, 1),
    ...hanging([span(below)], says, page, 'dim', 2),
    ...(excuse ? hanging([span(below)], `excused until ${excuse.expires}: ${excuse.reason}`, page, 'warn', 2) : []),
  ];
}
