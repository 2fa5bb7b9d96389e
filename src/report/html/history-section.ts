// The burn-down of a project's page and of a fleet's.
import type { Trend } from '../../model/trend.js';
import { burnDown } from '../chart/burn-down.js';
import { chartPoints } from '../chart/chart-points.js';
import { day } from '../figures.js';
import { paceWords } from '../pace.js';
import { type Content, html, type Markup, trusted } from './markup.js';

const SIZE = { width: 1120, height: 260 };

/** Chart and pace; `none` is said where there is no history. One point is no chart. */
export function historySection(trend: Trend | null, title: string, none: Content): Markup {
  const points = trend ? chartPoints(trend, 'patches') : [];
  const [first] = trend?.points ?? [];
  const said = first ? `One point so far, of ${day(first.date)}: a chart begins with the second.` : none;
  return html`<section aria-labelledby="history"><h2 id="history">Over time</h2>${trend && points.length > 1 ? chart(trend, title, points) : html`<p class="soft">${said}</p>`}</section>`;
}

function chart(trend: Trend, title: string, points: ReturnType<typeof chartPoints>): Markup {
  const drawn = burnDown(points, { title: `${title}, patches to carry over time`, unit: 'patches', ...SIZE });
  const pace = paceWords(trend.forecasts, 'patches');
  return html`<figure>${trusted(drawn)}<figcaption>${pace.charAt(0).toUpperCase()}${pace.slice(1)}. Orange has to be carried; grey on top of it is noise.</figcaption></figure>`;
}
