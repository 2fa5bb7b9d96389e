// A measurement for a reader at a terminal: a table of slices, the confusion matrix, calibration, the baselines.
import { STATUSES } from '../model/status.js';
import type { AccuracyRun, Figures } from './run-json.js';
import { linkShares, type Score, share } from './score.js';

/** Everything but single mistakes. */
export function renderRun(run: AccuracyRun): string {
  const parts = Object.entries(run.halves).map(([half, figures]) => renderHalf(half, figures));
  return `${[`hidden: mode ${run.hide}`, ...parts].join('\n\n')}\n`;
}

function renderHalf(half: string, figures: Figures): string {
  const slices = Object.entries(figures.slices).map(([name, score]) => scoreLine(name, score));
  const baselines = Object.entries(figures.baselines).map(([name, score]) => scoreLine(name, score));
  const calibration = figures.calibration.map(
    ({ from, rows, confidence, right }) =>
      `${from.toFixed(1)}  ${`${rows}`.padStart(5)} rows  says ${share(confidence)}  right ${share(right)}`,
  );
  return [
    `── ${half} ──`,
    `${''.padEnd(20)} rows  status  precision  recall      F1  wrong  never  false  asked`,
    ...slices,
    scoreLine('all', figures.all),
    ...(baselines.length > 0 ? ['', ...baselines] : []),
    '',
    ...confusionLines(figures),
    '',
    'calibration',
    ...calibration,
  ].join('\n');
}

function scoreLine(name: string, { rows, links, statusRight, neverLanded, falseLandings, asked }: Score): string {
  const [precision, recall, f1] = linkShares(links);
  const cells = [
    `${rows}`.padStart(5),
    share(rows === 0 ? null : statusRight / rows).padStart(8),
    precision.padStart(11),
    recall.padStart(8),
    f1.padStart(8),
    `${links.wrong}`.padStart(7),
    `${neverLanded}`.padStart(7),
    `${falseLandings}`.padStart(7),
    `${asked}`.padStart(7),
  ];
  return `${name.padEnd(20)}${cells.join('')}`;
}

function confusionLines({ confusion }: Figures): string[] {
  const used = STATUSES.filter((status) => Object.values(confusion).some((line) => line[status] !== undefined));
  const head = `${'label \\ said'.padEnd(14)}${used.map((status) => status.slice(0, 10).padStart(11)).join('')}`;
  const labels = STATUSES.filter((label) => confusion[label]);
  const rows = labels.map((label) => {
    const counts = used.map((status) => `${confusion[label]?.[status] ?? '.'}`.padStart(11));
    return `${label.padEnd(14)}${counts.join('')}`;
  });
  return [head, ...rows];
}
