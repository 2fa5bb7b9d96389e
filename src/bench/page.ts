// docs/PERFORMANCE.md from the JSON of runs: nothing in it is typed by hand.
import { aimsOf } from './aims.js';
import type { Comparison } from './compare.js';
import type { Curve } from './curves.js';
import type { Measured } from './measure/run-measured.js';
import { table, text } from '../report/markdown/escape.js';
import { machineLine, megabytes, rowsOf } from './render.js';
import type { BenchRun } from './run-json.js';
import { COMMITS, PATCHES } from './sizes.js';

/** The page. */
export function performancePage(runs: readonly BenchRun[], curves: readonly Curve[]): string {
  const subjects = runs.flatMap((run) => run.subjects);
  const drawn = curves.map(({ file, title }) => `![${title}](${file})`);
  const pictures = drawn.length === 0 ? [] : [CURVES, ...drawn];
  return `${[HEAD, machines(runs), ...pictures, '## Against the aims', aims(subjects), '## Counted', counted(subjects), ...subjects.flatMap(section)].join('\n\n')}\n`;
}

const HEAD = `# Performance

Made by \`npm run bench -- page\` from the JSON of measured runs. [WHERE-TIME-GOES.md](WHERE-TIME-GOES.md) has what was found in
profiles, why aims are missed and what would be needed.

Every figure is from one run with git's beside it. Times are medians where a subject was run more than once. "Cold" is \`landfall status\` without a
cache, "warm" the same once more; "+1,000 commits", "+10 commits" and "+1 patch" go on from the run before. Peaks are of all processes
together as they were seen ten times a second, pages that they share counted once; those of git's pack files, which it maps into memory, are among them.
They are of a run of their own: to look costs half a second of processor time in three.`;

const CURVES = `## Curves

Of generated histories: ever more upstream commits with ${PATCHES} patches, and ever more patches on ${COMMITS} commits; the figures of each
point stand below. Both axes are logarithmic: on the dashed line, and wherever a line is as steep, twice the size costs twice as much. "git log" is
that of the same fields; "all" are Landfall and the git processes that it starts, "own" is Landfall's own process, by the kernel's mark of its highest.`;

function machines(runs: readonly BenchRun[]): string {
  const lines = runs.map(
    ({ machine, tool, generatedAt }) =>
      `- Landfall ${tool.version}, ${generatedAt.slice(0, 10)}: ${machineLine(machine)}`,
  );
  return [...new Set(lines)].join('\n');
}

function aims(subjects: readonly Comparison[]): string {
  const rows = subjects.flatMap((subject) =>
    aimsOf(subject).map(({ name, aim, reached }) => [
      text(subject.name),
      name,
      `${aim}`,
      reached.toFixed(2),
      reached <= aim ? 'yes' : '**no**',
    ]),
  );
  return figures(['subject', 'aim', 'at most', 'reached', 'met'], ['at most', 'reached'], rows);
}

function counted(subjects: readonly Comparison[]): string {
  const rows = subjects.map(({ name, commits, patches, diffs, cacheBytes, onward }) => [
    text(name),
    `${commits}`,
    `${patches}`,
    `${diffs}`,
    megabytes(cacheBytes),
    onward === null ? '-' : onward.agrees ? 'yes' : '**no**',
  ]);
  const counts = ['commits', 'patches', 'diffs read', 'cache'];
  return figures(['subject', ...counts, 'onward says the same'], counts, rows);
}

function section(subject: Comparison): string[] {
  const { name, runs, statuses } = subject;
  const found = Object.entries(statuses).map(([status, count]) => `${count} ${status}`);
  return [
    `## ${text(name)}`,
    `Runs: ${runs}. Found: ${found.join(', ')}.`,
    figures(
      ['', ...TIMES],
      TIMES,
      rowsOf(subject).map(([row, measured]) => [row, ...cells(measured, subject.cherry)]),
    ),
  ];
}

const TIMES = ['seconds', 'times git cherry', 'processor seconds', 'times git cherry', 'peak'];

function cells({ seconds, cpuSeconds, peakBytes }: Measured, cherry: Measured): string[] {
  return [
    seconds.toFixed(2),
    (seconds / cherry.seconds).toFixed(2),
    cpuSeconds === null ? '-' : cpuSeconds.toFixed(2),
    cpuSeconds === null || !cherry.cpuSeconds ? '-' : (cpuSeconds / cherry.cpuSeconds).toFixed(2),
    megabytes(peakBytes),
  ];
}

function figures(...given: Parameters<typeof table>): string {
  return table(...given).join('\n');
}
