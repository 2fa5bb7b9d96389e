// Who dropped what, in rows: one a step, and below it the patches that a person should know of.
import type { Drop, Fate, Step } from '../../model/trend.js';
import { counted, day, shortId } from '../figures.js';
import { hanging } from '../terminal/flow.js';
import { cut, pad, type Page, type Row, span } from '../terminal/layout.js';
import type { Style } from '../style.js';

/** How each fate is told, and whether its patches are named without being asked for. */
const FATE: Readonly<Record<Fate, { readonly says: string; readonly style: Style; readonly named: boolean }>> = {
  'after-landing': { says: 'after landing', style: 'good', named: false },
  'before-landing': { says: 'before landing', style: 'warn', named: true },
  declared: { says: 'said to have landed', style: 'info', named: true },
  lost: { says: 'without landing', style: 'bad', named: true },
  reset: { says: 'with the whole stack', style: 'warn', named: false },
  uncertain: { says: 'uncertain', style: 'warn', named: true },
  noise: { says: 'noise', style: 'dim', named: false },
  local: { says: 'local', style: 'dim', named: false },
};

/** Patches named below a step without `--verbose`. */
const NAMED = 5;
/** Columns of the word before a patch's name. */
const WORD = 22;

/** Steps, oldest first; patches by name where they were dropped too early. With `--verbose` also what was only added, and all names. */
export function stepRows(steps: readonly Step[], page: Page): readonly Row[] {
  const shown = steps.filter((step) => page.verbose || isTelling(step));
  if (shown.length === 0) return [];
  return [[], [span('  Who dropped what', 'title')], ...shown.flatMap((step) => oneStep(step, page))];
}

function isTelling({ dropped, landed, returned, reset }: Step): boolean {
  return dropped.length + landed.length + returned.length > 0 || reset;
}

function oneStep(step: Step, page: Page): readonly Row[] {
  const { change } = step;
  const lead = [span(`  ${day(step.date)}  `, 'dim'), span(change ? `${shortId(change.oid)}  ` : '', 'id')];
  const who = change ? `${change.by}: ` : '';
  const named = step.dropped.filter(({ fate }) => page.verbose || FATE[fate].named);
  const most = page.verbose ? named.length : NAMED;
  return [
    ...hanging(lead, `${who}${sumUp(step)}${citesOf(step)}`, page),
    ...named.slice(0, most).map((drop) => dropRow(drop, page)),
    ...(named.length > most ? [[span(`    ${named.length - most} more: --verbose`, 'dim')]] : []),
    ...(page.verbose ? step.landed.map(({ subject }) => nameRow('landed', 'good', subject, page)) : []),
    ...(page.verbose ? step.rewritten.map(({ subject }) => nameRow('rewritten', 'info', subject, page)) : []),
    ...(page.verbose ? step.returned.map(({ subject }) => nameRow('back again', 'warn', subject, page)) : []),
    ...(page.verbose ? step.added.map(({ subject }) => nameRow('added', 'dim', subject, page)) : []),
  ];
}

/** Upstream commits that the one who dropped patches says they went into. */
function citesOf({ change, dropped }: Step): string {
  const cites = dropped.length === 0 ? [] : (change?.cites ?? []);
  return cites.length === 0 ? '' : `; its message names ${cites.map(shortId).join(', ')}`;
}

function sumUp({ dropped, landed, rewritten, added, returned, reset }: Step): string {
  const fates = Object.entries(FATE).flatMap(([fate, { says }]) => {
    const count = dropped.filter((drop) => drop.fate === fate).length;
    return count === 0 ? [] : [`${count} ${says}`];
  });
  const parts = [
    ...(dropped.length > 0 ? [`dropped ${dropped.length} (${fates.join(', ')})`] : []),
    ...(landed.length > 0 ? [`${counted(landed.length, 'patch', 'patches')} landed upstream`] : []),
    ...(rewritten.length > 0 ? [`rewrote ${rewritten.length}`] : []),
    ...(added.length > 0 ? [`added ${added.length}`] : []),
    ...(returned.length > 0 ? [`took ${counted(returned.length, 'patch', 'patches')} back`] : []),
    ...(reset ? ['nothing of the stack before is left'] : []),
  ];
  return parts.join('; ');
}

function dropRow({ fate, landing, subject }: Drop, page: Page): Row {
  const { says, style } = FATE[fate];
  const by = landing ? ` ${page.signs.arrow} ${shortId(landing.commits[0] ?? '')}, ${day(landing.date)}` : '';
  return nameRow(says, style, `${subject}${by}`, page);
}

function nameRow(word: string, style: Style, name: string, page: Page): Row {
  return [span(`    ${pad(word, WORD)}`, style), span(cut(name, page.width - WORD - 4, page.signs.more))];
}
