// The sign of each status: a shape of its own, a tone shared by statuses that ask for the same, and always its name.
import { type Status, STATUSES } from '../../model/status.js';
import { html, type Markup } from './markup.js';

/** What a status means for the one who carries the patch; each has one colour. */
export type Tone = 'done' | 'look' | 'wait' | 'send' | 'bad' | 'own' | 'noise';

/** The tone of each status. */
export const TONE: Readonly<Record<Status, Tone>> = {
  landed: 'done',
  absorbed: 'done',
  partial: 'look',
  reverted: 'bad',
  superseded: 'look',
  queued: 'wait',
  submitted: 'wait',
  rejected: 'bad',
  pending: 'send',
  local: 'own',
  noise: 'noise',
  ambiguous: 'look',
};

/** Drawn in a square of 16: the outline takes the colour of the text, as does what is filled. */
const SHAPES: Readonly<Record<Status, Markup>> = {
  landed: html`<circle cx="8" cy="8" r="7"/><path class="cut" d="m4.5 8.2 2.5 2.5 4.5-5"/>`,
  absorbed: html`<circle cx="8" cy="8" r="7"/><path class="cut" d="M8 4v6m-2.7-2.5L8 10.2l2.7-2.7M4.8 12h6.4"/>`,
  partial: html`<circle class="line" cx="8" cy="8" r="6.2"/><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z"/>`,
  reverted: html`<path class="line" d="M4 6.2a5 5 0 1 1-.6 4"/><path d="M2 2v6h6z"/>`,
  superseded: html`<path d="M1 3h14v10H1z"/><path class="cut" d="M4 6.5h8M4 9.5h8M10 4.5l-4 7"/>`,
  queued: html`<path d="M2 2.5 8 8l-6 5.5zM8.5 2.5l6 5.5-6 5.5z"/>`,
  submitted: html`<path d="M1 7.5 15 1.5 10.5 15 7.5 9z"/>`,
  rejected: html`<path class="line bold" d="m3 3 10 10M13 3 3 13"/>`,
  pending: html`<circle class="line" cx="8" cy="8" r="6.2"/>`,
  local: html`<path d="M1 8 8 1.5 15 8v6.5H1z"/>`,
  noise: html`<path class="line bold" d="M3 8h10"/>`,
  ambiguous: html`<path d="m8 0 8 8-8 8-8-8z"/><path class="cut" d="M6 6.3c0-2.8 4-2.6 4-.2C10 7.8 8 7.6 8 9.3m0 1.6v1.2"/>`,
};

/** The drawings, once a page; marks refer to them. */
export const MARK_SHAPES: Markup = html`<svg class="defs" width="0" height="0" aria-hidden="true"><defs>${STATUSES.map(
  (status) => html`<symbol id="m-${status}" viewBox="0 0 16 16">${SHAPES[status]}</symbol>`,
)}</defs></svg>`;

/** Sign and name of a status. */
export function mark(status: Status, more = ''): Markup {
  return html`<span class="mark t-${TONE[status]}">${sign(status)}${status}${more === '' ? '' : ` ${more}`}</span>`;
}

/** The sign alone, for a place where the name stands beside it. */
export function sign(status: Status): Markup {
  return html`<svg class="sign t-${TONE[status]}" aria-hidden="true"><use href="#m-${status}"/></svg>`;
}
