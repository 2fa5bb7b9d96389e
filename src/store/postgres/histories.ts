// Histories in PostgreSQL: the lines of each in the order in which they were added, and the figures of those that a fleet adds up.
import type { TrendPoint } from '../../model/trend.js';
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
        await queries.query(
          `insert into landfall.points (history, line)
           select $1, line from unnest($2::text[]) with ordinality as added (line, place) order by place`,
          [name, lines],
        );
        return lines.length;
      }),
  };
}

/** Any number that keeps these locks apart from others. */
const HISTORIES = 7_214_020;

/** A line of a history, and what of it can be added up without reading it. */
export interface Point {
  readonly line: string;
  readonly figures: TrendPoint;
}

/**
 * Adds a point at the end of a history. Of three that are the same but for when and where they were made the middle one
 * goes: what stands still for a year is two points, and a chart of them is the same.
 */
export async function addPoint(
  { query }: Queries,
  history: string,
  { line, figures }: Point,
  isSame: (line: string, other: string) => boolean,
): Promise<void> {
  const [last, before] = await query<{ place: string; line: string }>(
    'select place, line from landfall.points where history = $1 order by place desc limit 2',
    [history],
  );
  if (last && before && isSame(before.line, line) && isSame(last.line, line))
    await query('delete from landfall.points where history = $1 and place = $2', [history, last.place]);
  await query('insert into landfall.points (history, line, figures) values ($1, $2, $3)', [
    history,
    line,
    JSON.stringify(figures),
  ]);
}

/** The figures of these histories, each in its order. */
export async function readFigures(
  { query }: Queries,
  histories: readonly string[],
): Promise<ReadonlyMap<string, readonly TrendPoint[]>> {
  const rows = await query<{ history: string; figures: TrendPoint }>(
    `select history, figures from landfall.points
     where history = any($1) and figures is not null order by history, place`,
    [histories],
  );
  const found = new Map<string, TrendPoint[]>();
  for (const { history, figures } of rows) {
    const own = found.get(history);
    if (own) own.push(figures);
    else found.set(history, [figures]);
  }
  return found;
}

async function readLines({ query }: Queries, history: string): Promise<string> {
  const rows = await query<{ line: string }>('select line from landfall.points where history = $1 order by place', [
    history,
  ]);
  return rows.map(({ line }) => `${line}\n`).join('');
}
