// docs/ACCURACY.md from the JSON of runs: nothing in it is typed by hand.
import type { Status } from '../model/status.js';
import { STATUSES } from '../model/status.js';
import { label as plain } from '../report/clean.js';
import { aimsOf } from './aims.js';
import type { AccuracyRun, Figures, Mistake } from './run-json.js';
import { linkShares, type Score, share } from './score.js';

/** Hex digits by which commits are named. */
const DIGITS = 12;

/** The page; `plots` names the calibration picture of each run and half. */
export function accuracyPage(runs: readonly AccuracyRun[], plotOf: (run: AccuracyRun, half: string) => string): string {
  const parts = runs.flatMap((run) =>
    Object.entries(run.halves).map(([half, figures]) => section(run, half, figures, plotOf(run, half))),
  );
  return `${[HEAD, ...parts, ...runs.map(subjects), ...runs.map(mistakes), ...corrections(runs)].join('\n\n')}\n`;
}

const HEAD = `# Accuracy

Made by \`npm run accuracy -- page\` from the JSON of measured runs; [TRUTH.md](TRUTH.md) says what is measured and how, and what the
slices are. Thresholds were chosen on the rows marked \`tune\`; those marked \`report\` are of other repositories, and topic branches of GDB
(other patches of which were looked at while thresholds were chosen).

Precision, recall and F1 are of links to upstream commits: a dash where no link is expected. Wrong links are counted in every row; those
that a verdict other than \`landed\` or \`absorbed\` carries are no false landings.

Hidden, mode 2: only the diff speaks. Baselines see every message all the same.

Verdicts that were read on both sides, one by one: [of branches](READ-BY-HAND.md), and [of patches in files](READ-BY-HAND-FILES.md): GDB and
QEMU-NVMM in pkgsrc, four Debian packages, a vendored jemalloc.`;

function section(run: AccuracyRun, half: string, figures: Figures, plot: string): string {
  const { all, slices, baselines } = figures;
  return [
    `## ${half === 'report' ? 'Reported' : 'Tuned on'}: ${half}, mode ${run.hide}`,
    table(
      [
        '',
        'rows',
        'status right',
        'precision',
        'recall',
        'F1',
        'wrong links',
        'never landed',
        'false landings',
        'asked',
      ],
      [
        scoreRow('**all**', all),
        ...Object.entries(slices).map(([name, score]) => scoreRow(name, score)),
        ...Object.entries(baselines).map(([name, score]) => scoreRow(`_${name}_`, score)),
      ],
    ),
    ...(run.hide === 2 && half === 'report' ? ['### Against the aims', aimsTable(figures)] : []),
    '### Labels and verdicts',
    confusionTable(figures),
    '### Calibration',
    `![Calibration](${plot})`,
    table(
      ['confidence from', 'rows', 'says', 'right'],
      figures.calibration.map(({ from, rows, confidence, right }) => [
        from.toFixed(1),
        `${rows}`,
        share(confidence),
        share(right),
      ]),
    ),
  ].join('\n\n');
}

function aimsTable(figures: Figures): string {
  const words = { true: 'yes', false: '**no**', null: '-' };
  return table(
    ['aim', '', 'reached', 'met'],
    aimsOf(figures).map(({ name, aim, reached, met }) => [name, aim, reached, words[`${met}`]]),
  );
}

function scoreRow(name: string, { rows, links, statusRight, neverLanded, falseLandings, asked }: Score): string[] {
  return [
    name,
    `${rows}`,
    share(rows === 0 ? null : statusRight / rows),
    ...linkShares(links),
    `${links.wrong}`,
    `${neverLanded}`,
    `${falseLandings}`,
    `${asked}`,
  ];
}

function confusionTable({ confusion }: Figures): string {
  const used = STATUSES.filter((status) => Object.values(confusion).some((line) => line[status] !== undefined));
  const cell = (label: Status, said: Status) => `${confusion[label]?.[said] ?? ''}`;
  return table(
    ['label', ...used],
    STATUSES.filter((label) => confusion[label]).map((label) => [label, ...used.map((said) => cell(label, said))]),
  );
}

function subjects(run: AccuracyRun): string {
  const rows = run.branches.map(({ repository, upstream, branch, half, rows }) => [
    half,
    plain(repository),
    upstream.slice(0, DIGITS),
    branch.slice(0, DIGITS),
    `${rows}`,
  ]);
  return `## Measured, mode ${run.hide}\n\nBy Landfall ${run.tool.version}, ${run.generatedAt.slice(0, 10)}.\n\n${table(['half', 'repository', 'upstream', 'branch', 'rows'], rows)}`;
}

function mistakes(run: AccuracyRun): string {
  const names = (oids: readonly string[]) =>
    oids
      .map((oid) =>
        oid
          .split('|')
          .map((one) => one.slice(0, DIGITS))
          .join(' or '),
      )
      .join(', ');
  const rows = [...run.mistakes]
    .sort(byWeight)
    .map((mistake) => [
      mistake.half,
      plain(mistake.repository),
      mistake.patch.slice(0, DIGITS),
      mistake.label.replaceAll('|', ' or '),
      mistake.falseLanding ? `**${mistake.said}**` : mistake.said,
      names(mistake.missed),
      names(mistake.wrong),
      mistake.slices.join(', '),
    ]);
  const says =
    'Everything that is known to be wrong: false landings in bold. Labels of real branches (slice `real`) err too.';
  return `## Disagreements, mode ${run.hide}\n\n${says}\n\n${table(['half', 'repository', 'patch', 'label', 'said', 'missed', 'wrong', 'slices'], rows)}`;
}

function corrections(runs: readonly AccuracyRun[]): string[] {
  const all = new Map(runs.flatMap(({ corrected }) => corrected.map((each) => [each.patch, each] as const)));
  if (all.size === 0) return [];
  const rows = [...all.values()].map(({ repository, patch, was, statuses, also, why }) => [
    plain(repository),
    patch.slice(0, DIGITS),
    was.join(' or '),
    (statuses ?? was).join(' or '),
    also.map((oid) => oid.slice(0, DIGITS)).join(', '),
    plain(why),
  ]);
  const says = 'Read by hand where label and verdict disagreed; the figures above count the corrected labels.';
  return [
    `## Corrected labels\n\n${says}\n\n${table(['repository', 'patch', 'label', 'is', 'commits too', 'why'], rows)}`,
  ];
}

function byWeight(a: Mistake, b: Mistake): number {
  return Number(b.falseLanding) - Number(a.falseLanding) || b.half.localeCompare(a.half);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
