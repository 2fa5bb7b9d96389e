// What a benchmark prints: the machine, and for each subject a table and the aims.
import { aimsOf } from './aims.js';
import { type Comparison, FEW, MANY } from './compare.js';
import type { Machine } from './machine.js';
import type { Measured } from './measure/run-measured.js';
import type { BenchRun } from './run-json.js';

/** The results for a reader. */
export function renderRun({ machine, subjects }: BenchRun): string {
  return [`machine   ${machineLine(machine)}\n`, ...subjects.map(renderSubject)].join('\n');
}

/** The machine in one line. */
export function machineLine({ processor, cores, memory, system, node, git }: Machine): string {
  return `${processor}, ${cores} cores, ${memory}; ${system}; Node ${node}; ${git}`;
}

/** What was measured on a subject, in the order in which it is shown. */
export function rowsOf({ cherry, others, cold, warm, onward, forecast }: Comparison): [string, Measured][] {
  return [
    ['git cherry', cherry],
    ...others.map((other): [string, Measured] => [`git ${other.name}`, other]),
    ['landfall, cold', cold],
    ['landfall, warm', warm],
    ...(onward
      ? ([
          [`+${MANY} commits`, onward.many],
          [`+${FEW} commits`, onward.few],
          ['+1 patch', onward.patch],
        ] satisfies [string, Measured][])
      : []),
    ['forecast, cold', forecast],
  ];
}

function renderSubject(subject: Comparison): string {
  const { name, runs, commits, diffs, patches, cacheBytes, statuses, onward } = subject;
  const found = Object.entries(statuses).map(([status, count]) => `${count} ${status}`);
  const lines = [
    `subject   ${name}`,
    `runs      ${runs}, medians`,
    '',
    row('', 'seconds', 'CPU s', 'own peak', 'all peak'),
    ...rowsOf(subject).map(([name, measured]) => measuredRow(name, measured)),
    '',
    ...aimsOf(subject).map(({ name, aim, reached }) => aimLine(name, reached, aim)),
    `read      ${commits} upstream commits, the diffs of ${diffs}; ${patches} patches; ${megabytes(cacheBytes)} of cache`,
    `found     ${found.join(', ')}`,
    ...(onward?.agrees === false ? ['differs   a run that went on said something else than the cold one'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function measuredRow(name: string, { seconds, cpuSeconds, ownPeakBytes, peakBytes }: Measured): string {
  const cpu = cpuSeconds === null ? '-' : cpuSeconds.toFixed(2);
  return row(name, seconds.toFixed(2), cpu, megabytes(ownPeakBytes), megabytes(peakBytes));
}

function row(name: string, ...cells: readonly string[]): string {
  return `${name.padEnd(26)}${cells.map((cell) => cell.padStart(11)).join('')}`;
}

function aimLine(name: string, reached: number, aim: number): string {
  return `${name.padEnd(30)}${reached.toFixed(2).padStart(8)}   aim: at most ${aim}, ${reached <= aim ? 'met' : 'missed'}`;
}

/** Bytes as a reader sees them; a dash where they are not known. */
export function megabytes(bytes: number | null): string {
  return bytes === null ? '-' : `${Math.round(bytes / 2 ** 20)} MiB`;
}
