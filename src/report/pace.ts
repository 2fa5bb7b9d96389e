// The pace of a burn-down in words.
import type { Forecast, Measure } from '../model/trend.js';
import { counted, day, figure } from './figures.js';

/** The forecast in one sentence; a pace that leads nowhere is said to. */
export function paceWords(forecasts: readonly Forecast[], measure: Measure): string {
  const found = forecasts.find((forecast) => forecast.measure === measure);
  if (!found) return 'the history is too short for a forecast';
  const { days, from, to, done } = found;
  const looked = `${figure(from)} to ${figure(to)} ${measure} in the last ${counted(Math.round(days), 'day')}`;
  if (to === 0) return `${looked}: nothing remains`;
  return `${looked}; at this pace the rest is done ${done === null ? 'never' : `by ${day(done)}`}`;
}
