// Histories in PostgreSQL: the lines of each in the order in which they were added.
import type { HistoryShelf } from '../history.js';
import type { Database, Queries } from './connect.js';

/** The history of that name, shared by all machines. */
export function sharedHistory(database: Database, name: string): HistoryShelf {
  return {
    name: `${name} in the store`,
    read: () => readLines(database, name),
    append: (choose) =>
      database.transaction(async (queries) => {
        // Who adds to the same history waits: it chooses by what is there.
        await queries.query('select pg_advisory_xact_lock(hashtextextended($1, $2))', [name, HISTORIES]);
        const lines = choose(await readLines(queries, name));
        await addLines(queries, name, lines);
        return lines.length;
      }),
  };
}

/** Any number that keeps these locks apart from others. */
const HISTORIES = 7_214_020;

/** Adds lines at the end of a history, whatever stands there. */
export async function addLines({ query }: Queries, history: string, lines: readonly string[]): Promise<void> {
  await query(
    `insert into landfall.points (history, line)
     select $1, line from unnest($2::text[]) with ordinality as added (line, place) order by place`,
    [history, lines],
  );
}

async function readLines({ query }: Queries, history: string): Promise<string> {
  const rows = await query<{ line: string }>('select line from landfall.points where history = $1 order by place', [
    history,
  ]);
  return rows.map(({ line }) => `${line}\n`).join('');
}
