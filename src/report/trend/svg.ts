// The burn-down of trends as one SVG document, the projects one below the other.
import type { Measure, Trend } from '../../model/trend.js';
import { burnDown } from '../chart/burn-down.js';
import { chartPoints } from '../chart/chart-points.js';
import type { TrendFormat } from './format.js';

const SIZE = { width: 720, height: 260 };

/** One chart a project. */
export const svg: TrendFormat = {
  name: 'svg',
  says: 'the chart, for a page or a README',
  render: (trends, { measure }) => `${stacked(trends.map((trend) => chartOf(trend, measure)))}\n`,
};

function chartOf(trend: Trend, measure: Measure): string {
  return burnDown(chartPoints(trend, measure), { title: trend.project, unit: measure, ...SIZE });
}

function stacked(charts: readonly string[]): string {
  if (charts.length === 1) return charts.join('');
  const height = charts.length * SIZE.height;
  const inner = charts.map((chart, at) => chart.replace('<svg ', `<svg y="${at * SIZE.height}" `));
  const frame = `viewBox="0 0 ${SIZE.width} ${height}" width="${SIZE.width}" height="${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${frame}>${inner.join('')}</svg>`;
}
