// A forecast as sheets: what conflicts first, the costliest on top.
import type {
  BranchForecast,
  Forecast,
  Outcome,
  OutcomeCounts,
  PatchForecast,
  Rehearsed,
} from '../../model/forecast.js';
import { OUTCOMES } from '../../model/forecast.js';
import { counted, day, shortId, shortRef } from '../figures.js';
import type { Style } from '../style.js';
import type { Laid, Sheet, SheetRow } from './sheet.js';

/** The forecast, laid out. */
export function forecastSheet(forecast: Forecast): Laid {
  return { value: forecast, sheets: forecast.branches.map((branch, place) => branchSheet(forecast, branch, place)) };
}

function branchSheet({ project, onto, notices }: Forecast, branch: BranchForecast, place: number): Sheet {
  return {
    title: `${project}: forecast for ${shortRef(branch.branch)}`,
    facts: [
      ['onto', `${onto.revision} ${shortId(onto.oid)}`],
      ['as it is', countWords(branch.asIs)],
      ['after plan', countWords(branch.afterPlan)],
      ['churn', `upstream commits since ${day(branch.churnSince)} on the lines of a patch`],
    ],
    groups: GROUPS.map(({ title, meaning, holds, row }) => ({
      title,
      meaning,
      rows: byChurn(branch.patches.filter(holds)).map(row),
    })),
    notices: place === 0 ? notices : [],
  };
}

/** A part of the sheet: which patches stand in it, and as what. */
interface Group {
  readonly title: string;
  readonly meaning: string;
  readonly holds: (patch: PatchForecast) => boolean;
  readonly row: (patch: PatchForecast) => SheetRow;
}

const isStuck = ({ outcome }: Rehearsed) => outcome === 'conflicts';

/** Each patch stands in one of them. */
const GROUPS: readonly Group[] = [
  {
    title: 'Conflicts',
    meaning: 'also after the plan',
    holds: ({ afterPlan }) => isStuck(afterPlan) && afterPlan.behind.length === 0,
    row: (patch) => conflictRow(patch, patch.afterPlan),
  },
  {
    title: 'Conflicts behind others',
    meaning: 'in files of which an earlier patch conflicts: settle that first',
    holds: ({ afterPlan }) => isStuck(afterPlan) && afterPlan.behind.length > 0,
    row: (patch) => conflictRow(patch, patch.afterPlan),
  },
  {
    title: 'Conflicts that the plan spares',
    meaning: 'only when nothing is dropped',
    holds: ({ asIs, afterPlan }) => isStuck(asIs) && !isStuck(afterPlan),
    row: (patch) => conflictRow(patch, patch.asIs),
  },
  {
    title: 'No conflict',
    meaning: 'most changed upstream on top',
    holds: ({ asIs, afterPlan }) => !isStuck(asIs) && !isStuck(afterPlan),
    row: quietRow,
  },
];

function countWords(counts: OutcomeCounts): string {
  const words = OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => `${counts[outcome]} ${WORDS[outcome]}`,
  );
  return words.join(', ') || 'no patches';
}

const WORDS: Readonly<Record<Outcome, string>> = {
  conflicts: 'in conflict',
  unknown: 'could not be tried',
  clean: 'clean',
  empty: 'empty',
  dropped: 'dropped',
};

const STYLES: Readonly<Record<Outcome, Style>> = {
  conflicts: 'bad',
  unknown: 'warn',
  clean: 'good',
  empty: 'info',
  dropped: 'dim',
};

function byChurn(patches: readonly PatchForecast[]): readonly PatchForecast[] {
  return patches.toSorted((a, b) => b.churn - a.churn);
}

function conflictRow(patch: PatchForecast, rehearsed: Rehearsed): SheetRow {
  const { files, behind } = rehearsed;
  return {
    id: patch.id,
    word: `churn ${patch.churn}`,
    style: STYLES.conflicts,
    text: patch.subject,
    below: [
      files.length > 0 ? `in ${files.join(', ')}` : 'upstream split a folder: git cannot tell where a new file goes',
      ...(behind.length > 0 ? [`behind ${behind.join(', ')}`] : []),
      ...(patch.standsOn.length > 0 ? [`stands on what the plan drops: ${patch.standsOn.join(', ')}`] : []),
      ...patch.touchedBy.map(
        ({ oid, subject, author, date, lines }) =>
          `with ${shortId(oid)} ${day(date)} ${author}: ${subject} (${counted(lines, 'line')})`,
      ),
    ],
  };
}

function quietRow({ id, subject, churn, afterPlan }: PatchForecast): SheetRow {
  const { outcome } = afterPlan;
  return { id, word: outcome, style: STYLES[outcome], text: subject, below: churn > 0 ? [`churn ${churn}`] : [] };
}
