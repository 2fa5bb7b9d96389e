// Trends at a terminal: chart, pace, and who dropped what.
import type { Measure, Trend } from '../../model/trend.js';
import { chartPoints } from '../chart/chart-points.js';
import { chartRows } from '../chart/terminal.js';
import { cleanStrings, visible } from '../clean.js';
import { counted, day } from '../figures.js';
import { paceWords } from '../pace.js';
import { noticeRows } from '../terminal/notices.js';
import { fact } from '../terminal/flow.js';
import { pageFor, paintRows, ruledTitle, span, type Page, type Row } from '../terminal/layout.js';
import type { TrendFormat } from './format.js';
import { stepRows } from './steps.js';

/** Text for people at a terminal. */
export const terminal: TrendFormat = {
  name: 'terminal',
  says: 'a chart and what happened, cut to the width of the terminal',
  render: (dirty, options) => {
    const trends = cleanStrings(dirty, (text) => visible(text, options.ascii));
    const page = pageFor(options);
    const rows = trends.flatMap((trend, at) => [...(at > 0 ? [[]] : []), ...trendRows(trend, options.measure, page)]);
    return paintRows(rows, page, options.paint);
  },
};

function trendRows(trend: Trend, measure: Measure, page: Page): readonly Row[] {
  const title = ruledTitle(trend.project, page);
  const last = trend.points.at(-1);
  if (!last) {
    const how = 'no history yet: landfall status --record adds to it, landfall replay reads it from the past';
    return [title, ...fact('', how, page), ...noticeRows(trend.notices, page)];
  }
  const apart = last.noise.patches + (trend.points[0]?.noise.patches ?? 0) > 0 ? `, noise ${page.signs.empty}` : '';
  return [
    title,
    [span(`  ${measure} to carry`, 'title'), span(apart, 'dim')],
    ...chartRows(chartPoints(trend, measure), page),
    [],
    ...fact('now', `${amounts(last)}, ${day(last.date)}`, page),
    ...fact('at first', firstWords(trend), page),
    ...fact('pace', paceWords(trend.forecasts, measure), page),
    ...(trend.upstreamAsOf === 'today' ? fact('upstream', 'as it was when the replay ran, for every point', page) : []),
    ...stepRows(trend.steps, page),
    ...noticeRows(trend.notices, page),
  ];
}

function firstWords(trend: Trend): string {
  const [first] = trend.points;
  return first ? `${amounts(first)}, ${day(first.date)}; ${counted(trend.points.length, 'point')}` : '';
}

function amounts({ patches, hunks, lines }: Trend['points'][number]): string {
  return `${counted(patches, 'patch', 'patches')}, ${counted(hunks, 'hunk')}, ${counted(lines, 'line')}`;
}
