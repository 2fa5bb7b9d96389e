// The stack as one picture: each patch a block, as wide as it is large, low when it need not be carried any more.
import { scaleLog } from 'd3-scale';
import type { PatchReport } from '../../model/report.js';
import { STATUSES } from '../../model/status.js';
import { element, type Svg } from '../chart/svg.js';
import { lineCounts } from '../figures.js';
import { subjectWords } from '../words.js';
import { html, type Markup, trusted } from './markup.js';
import { TONE, type Tone } from './marks.js';

const WIDTH = 1120;
const ROW = 24;
const GAP = 6;
/** About how wide a block is in a large stack: narrower ones cannot be pointed at. */
const USUAL = 14;
/** Heights by tone: what is done lies low, what is carried stands. */
const HEIGHTS: Readonly<Partial<Record<Tone, number>>> = { done: 8, noise: 4 };
/** Blocks of these tones are hatched, so that they are told from the others without colour. */
const HATCHES: Readonly<Partial<Record<Tone, string>>> = {
  look: 'M-2 8 8-2',
  bad: 'M-2 8 8-2M-2-2 8 8',
  wait: 'M3-1V7',
};

/** Blocks in the order of the stack, from left to right in rows. A pointer finds subject and link; the table has all of it as text. */
export function stackPicture(patches: readonly PatchReport[], linkTo: (id: string) => string): Markup {
  const widths = widthsOf(patches);
  const places: { readonly x: number; readonly y: number }[] = [];
  let [x, y] = [0, 0];
  for (const width of widths) {
    if (x + width > WIDTH + 1 && x > 0) [x, y] = [0, y + ROW + GAP];
    places.push({ x, y });
    x += width;
  }
  const height = y + ROW;
  const blocks = STATUSES.flatMap((status) => {
    const own = patches.flatMap((patch, at) => (patch.status === status ? [at] : []));
    const drawn = own.map((at) =>
      blockOf(patches[at] as PatchReport, at, places[at] ?? { x: 0, y: 0 }, widths[at] ?? 0, linkTo),
    );
    return drawn.length === 0 ? [] : [element('g', { class: `f-${TONE[status]}` }, drawn)];
  });
  const hatches = Object.entries(HATCHES).map(([tone, d]) =>
    element('pattern', { id: `h-${tone}`, width: 6, height: 6, patternUnits: 'userSpaceOnUse' }, [
      element('rect', { width: 6, height: 6, class: `f-${tone}` }),
      element('path', { class: 'hatch', d }),
    ]),
  );
  const frame = { class: 'chart stack', viewBox: `0 0 ${WIDTH} ${height}`, 'aria-hidden': 'true' };
  return trusted(element('svg', frame, [element('defs', {}, hatches), ...blocks]).svg);
}

/** What the heights and hatches mean. */
export const PICTURE_CAPTION: Markup = html`Each block is a patch, in the order of the stack; a block is the wider the more lines it changes. Tall blocks have to be carried, low ones have landed or are noise. Hatched blocks wait for upstream or ask for a decision.`;

function widthsOf(patches: readonly PatchReport[]): number[] {
  const weigh = scaleLog([1, 1000], [1, 4]).clamp(true);
  const weights = patches.map(({ size }) => weigh(Math.max(1, size.insertions + size.deletions)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rows = Math.max(1, Math.round((patches.length * USUAL) / WIDTH));
  return weights.map((weight) => (weight * WIDTH * rows) / Math.max(1, total));
}

function blockOf(
  patch: PatchReport,
  at: number,
  { x, y }: { x: number; y: number },
  width: number,
  linkTo: (id: string) => string,
): Svg {
  const tone = TONE[patch.status];
  const height = HEIGHTS[tone] ?? ROW;
  const d = `M${round(x)} ${round(y + ROW - height)}h${round(width)}v${height}h-${round(width)}z`;
  const title = `${patch.status}: ${subjectWords(patch.subject)} (${lineCounts(patch.size, '−')})`;
  const fill = HATCHES[tone] === undefined ? {} : { fill: `url(#h-${tone})` };
  return element('a', { href: linkTo(patch.id), tabindex: -1, 'data-p': at }, [
    element('path', { d, ...fill }, [element('title', {}, [title])]),
  ]);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
