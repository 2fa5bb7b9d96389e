// The whole stack as one bar, and its legend.
import { scaleLinear } from 'd3-scale';
import type { Delta } from '../../model/report.js';
import { STATUSES } from '../../model/status.js';
import { element } from '../chart/svg.js';
import { figure } from '../figures.js';
import { STATUS_MEANING } from '../words.js';
import { html, type Markup, trusted } from './markup.js';
import { sign, TONE } from './marks.js';

const WIDTH = 1000;
const HEIGHT = 12;

/** Shares of the statuses in patches, noise left out; the legend or the figures beside it say them in words. */
export function statusBar(delta: Delta): Markup {
  const { patches } = delta.total;
  if (patches === 0) return html``;
  const x = scaleLinear([0, patches], [0, WIDTH]);
  let from = 0;
  const parts = STATUSES.filter((status) => status !== 'noise').map((status) => {
    const count = delta.byStatus[status].patches;
    const part = element('rect', { class: `f-${TONE[status]}`, x: x(from), width: x(count), height: HEIGHT });
    from += count;
    return part;
  });
  const frame = { class: 'bar', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' };
  return trusted(element('svg', frame, parts).svg);
}

/** What the colours of bars mean, where no list of statuses stands beside them. */
export const TONES: Markup = html`<ul class="legend tones">${(
  [
    ['done', 'landed'],
    ['look', 'to look at'],
    ['wait', 'on the way'],
    ['send', 'to send'],
    ['bad', 'refused or reverted'],
    ['own', 'local'],
  ] as const
).map(([tone, words]) => html`<li><i class="t-${tone}"></i>${words}</li>`)}</ul>`;

/** Every status that occurs, with its count, as links that filter the list of patches. */
export function legend(delta: Delta): Markup {
  const present = STATUSES.filter((status) => delta.byStatus[status].patches > 0);
  return html`<ul class="legend">${present.map(
    (status) =>
      html`<li><a href="#status=${status}" title="${STATUS_MEANING[status]}">${sign(status)}${status}</a> <b>${figure(delta.byStatus[status].patches)}</b></li>`,
  )}</ul>`;
}
