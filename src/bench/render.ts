// What a benchmark prints: the machine, a table, the aims, and the same as JSON.
import { type Comparison, NEW_COMMITS } from './compare.js';
import type { Machine } from './machine.js';
import type { Measured } from './measure/run-measured.js';

/** What is aimed at, as ratios of times. */
const AIMS = { coldToCherry: 2.0, warmToCold: 0.1, incrementalToCherry: 0.15, forecastToCold: 1.5 } as const;

/** Ratios of the medians. */
function ratios({ cherry, cold, warm, incremental, forecast }: Comparison): Record<keyof typeof AIMS, number> {
  return {
    coldToCherry: cold.seconds / cherry.seconds,
    warmToCold: warm.seconds / cold.seconds,
    incrementalToCherry: incremental.seconds / cherry.seconds,
    forecastToCold: forecast.seconds / cold.seconds,
  };
}

/** The results for a reader. */
export function renderTable(machine: Machine, comparison: Comparison): string {
  const { subject, runs, cherry, others, cold, warm, incremental, forecast, commits, diffs, patches, statuses } =
    comparison;
  const found = ratios(comparison);
  const lines = [
    `machine   ${machine.processor}, ${machine.cores} cores, ${machine.memory}; ${machine.system}; Node ${machine.node}; ${machine.git}`,
    `subject   ${subject.name}`,
    `runs      ${runs}, medians`,
    '',
    row('', 'seconds', 'CPU s', 'own peak', 'children'),
    measuredRow('git cherry', cherry),
    ...others.map((other) => measuredRow(other.name, other)),
    measuredRow('landfall, cold', cold),
    measuredRow('landfall, warm', warm),
    measuredRow(`+${NEW_COMMITS} commits`, incremental),
    measuredRow('forecast, cold', forecast),
    '',
    ratioLine('cold / git cherry', found.coldToCherry, AIMS.coldToCherry),
    ...(cold.cpuSeconds !== null && cherry.cpuSeconds !== null
      ? [`${'the same in CPU s'.padEnd(20)}${(cold.cpuSeconds / cherry.cpuSeconds).toFixed(2).padStart(6)}`]
      : []),
    ratioLine('warm / cold', found.warmToCold, AIMS.warmToCold),
    ratioLine(`+${NEW_COMMITS} / git cherry`, found.incrementalToCherry, AIMS.incrementalToCherry),
    ratioLine('forecast / cold', found.forecastToCold, AIMS.forecastToCold),
    `read      ${commits} upstream commits, the diffs of ${diffs}; ${patches} patches`,
    `found     ${Object.entries(statuses)
      .map(([status, count]) => `${count} ${status}`)
      .join(', ')}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The results for a program. */
export function renderJson(machine: Machine, comparison: Comparison): string {
  return `${JSON.stringify({ machine, aims: AIMS, ratios: ratios(comparison), ...comparison }, null, 2)}\n`;
}

function measuredRow(name: string, { seconds, cpuSeconds, ownPeakBytes, childrenPeakBytes }: Measured): string {
  const cpu = cpuSeconds === null ? '-' : cpuSeconds.toFixed(2);
  return row(name, seconds.toFixed(2), cpu, megabytes(ownPeakBytes), megabytes(childrenPeakBytes));
}

function row(name: string, ...cells: readonly string[]): string {
  return `${name.padEnd(18)}${cells.map((cell) => cell.padStart(11)).join('')}`;
}

function ratioLine(name: string, found: number, aim: number): string {
  return `${name.padEnd(20)}${found.toFixed(2).padStart(6)}   aim: at most ${aim.toFixed(2)}, ${found <= aim ? 'met' : 'missed'}`;
}

function megabytes(bytes: number | null): string {
  return bytes === null ? '-' : `${Math.round(bytes / 2 ** 20)} MiB`;
}
