// Mistakes for a reader: what the label says, what was said, and both diffs one under the other.
import { readDiffs } from '../git/diffs.js';
import { openRepository } from '../git/repository.js';
import { openWorkspace } from '../git/workspace.js';
import { decodeText } from '../patch/decode.js';
import { visible } from '../report/clean.js';
import type { Judged } from './judge.js';

/** A longer diff is cut: nobody reads it to the end at a terminal. */
const MOST_LINES = 120;
/** Larger diffs are not shown at all. */
const MOST_BYTES = 4_000_000;

/** Shows rows of repositories whose path `pathOf` gives; control characters are taken out. */
export async function showMistakes(judged: readonly Judged[], pathOf: (repository: string) => string): Promise<string> {
  const parts: string[] = [];
  for (const one of judged) {
    const { row, said, missed, wrong } = one;
    const commits = [...new Set([...row.commits.flat(), ...said.commits])];
    const diffs = await diffsOf(pathOf(row.repository), [row.patch, ...commits]);
    parts.push(
      [
        `═══ ${row.repository} ${row.patch} ${row.slices.join(' ')}: ${row.note}`,
        `label ${row.statuses.join('|')} ${row.commits.map((some) => some.join('|')).join(', ')}`,
        `said  ${said.status} ${said.commits.join(', ')} (${said.confidence ?? '-'}): ${said.says}`,
        `missed ${missed.length}, wrong ${wrong.length}`,
        `─── the patch ${row.patch}`,
        diffs.get(row.patch) ?? 'not read',
        ...commits.flatMap((oid) => [`─── upstream ${oid}`, diffs.get(oid) ?? 'not read']),
      ].join('\n'),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

async function diffsOf(path: string, oids: readonly string[]): Promise<Map<string, string>> {
  const workspace = await openWorkspace([await openRepository(path)]);
  const diffs = new Map<string, string>();
  try {
    await readDiffs(workspace, oids, { processes: 1, mostBytes: MOST_BYTES }, (oid, diff) => {
      diffs.set(oid, diff ? shown(decodeText(diff)) : 'too large to be shown');
    });
  } finally {
    await workspace.close();
  }
  return diffs;
}

function shown(diff: string): string {
  const lines = diff.split('\n').filter((line) => !/^(?:index|---|\+\+\+) /.test(line));
  const cut = lines.length > MOST_LINES ? [`… ${lines.length - MOST_LINES} more lines`] : [];
  return [...lines.slice(0, MOST_LINES), ...cut].map((line) => visible(line)).join('\n');
}
