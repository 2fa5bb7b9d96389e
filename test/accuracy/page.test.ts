// The page of figures: what it calls a repository, and what it says where no link is expected.
import { expect, test } from 'vitest';
import { judge } from '../../src/accuracy/judge.js';
import { accuracyPage } from '../../src/accuracy/page.js';
import { accuracyRun } from '../../src/accuracy/run-json.js';
import type { TruthRow } from '../../src/accuracy/truth.js';
import type { Status } from '../../src/model/status.js';
import { ROW } from './row.js';

const never: Pick<TruthRow, 'statuses' | 'commits'> = { statuses: ['pending'], commits: [] };
const links = (...commits: string[]) => ({ commits, confidence: 0.9, says: '' });

function pageOf(rows: readonly [Partial<TruthRow>, Status, ...string[]][]): string {
  const judged = rows.map(([given, status, ...commits]) =>
    judge({ ...ROW, ...given }, { status, ...links(...commits) }),
  );
  const corrected = [{ patch: 'abcdef012345', statuses: null, also: [], why: 'read', repository: 'a/repo', was: [] }];
  const run = accuracyRun({ judged, baselines: {}, hide: 2 }, corrected, '0', new Date(0));
  return accuracyPage([run], () => 'plot.svg');
}

/** Cells of the first line of a table that begins with this one. */
function line(page: string, first: string): string[] {
  const found = page.split('\n').find((each) => each.startsWith(`| ${first} |`)) ?? '';
  return found
    .split('|')
    .map((cell) => cell.trim())
    .slice(2, -1);
}

test('rows without an expected link have no precision: their wrong links are counted, and a false landing is another thing', () => {
  const page = pageOf([
    [{ ...never, slices: ['hard negative'] }, 'partial', 'x'],
    [{ ...never, slices: ['hard negative'] }, 'pending'],
    [{ commits: [['b']], slices: ['real'] }, 'landed', 'b'],
  ]);
  const columns = [
    'rows',
    'status right',
    'precision',
    'recall',
    'F1',
    'wrong links',
    'never landed',
    'false landings',
  ];
  expect(line(page, '')).toEqual([...columns, 'asked']);
  expect(line(page, 'hard negative')).toEqual(['2', '50.0%', '-', '-', '-', '1', '2', '0', '0']);
  expect(line(page, 'real')).toEqual(['1', '100.0%', '100.0%', '100.0%', '100.0%', '0', '0', '0', '0']);
  expect(line(page, '**all**')).toEqual(['3', '66.7%', '50.0%', '100.0%', '66.7%', '1', '2', '0', '0']);
});

test('a repository is called what the truth calls it, in every table', () => {
  const page = pageOf([[never, 'landed', 'x']]);
  const tables = page.split('\n').filter((each) => each.includes('| a/repo |'));
  expect(tables).toHaveLength(3);
});
