// A PostgreSQL database as the rest of the house sees it: queries, transactions, an end.
import type { Pool, PoolClient } from 'pg';
import { LandfallError, messageOf } from '../../errors.js';

/** Something that takes queries: the pool, or one transaction. */
export interface Queries {
  /** Runs one statement with its values and gives its rows. */
  readonly query: <T>(text: string, values?: readonly unknown[]) => Promise<T[]>;
}

/** An open database. */
export interface Database extends Queries {
  /** Runs work in one transaction, which is undone when the work throws. */
  readonly transaction: <T>(work: (queries: Queries) => Promise<T>) => Promise<T>;
  /** The driver's own way of asking, for libraries that speak it; failures are the driver's. */
  readonly raw: {
    readonly executeSql: (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;
  };
  readonly close: () => Promise<void>;
}

/** A database that does not answer by then is taken to be out of reach; a local one answers in milliseconds. */
const CONNECT_SECONDS = 10;

/**
 * Opens a database by its address (`postgres://user@host/name`). `most` is the number of connections at a time.
 * Throws LandfallError: `usage` when the address is none or the optional package `pg` is not installed, `world` when
 * the database does not answer. No message holds the address: it may hold a password.
 */
export async function connect(address: string, most = 4): Promise<Database> {
  if (!/^postgres(?:ql)?:\/\//u.test(address)) {
    throw new LandfallError('usage', 'store.address', 'a store has an address like postgres://user@host/name');
  }
  const { Pool } = await loadDriver();
  const pool = new Pool({
    connectionString: address,
    max: most,
    connectionTimeoutMillis: CONNECT_SECONDS * 1000,
    application_name: 'landfall',
  });
  // A connection that breaks fails the query on it, or is replaced at the next one; unheard, its event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const database = databaseOf(pool);
  await database.query('select 1').catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  return database;
}

/** A text that a column can hold: it takes neither zero characters nor halves of pairs, and an error may quote any bytes. */
export function storable(text: string): string {
  return text.replace(/\p{Cs}|\0/gu, '\uFFFD');
}

async function loadDriver(): Promise<{ Pool: typeof Pool }> {
  try {
    const { default: driver } = await import('pg');
    return driver;
  } catch (cause) {
    const hint = 'npm install pg pg-boss';
    throw new LandfallError('usage', 'store.no-driver', 'the packages pg and pg-boss are not installed', hint, cause);
  }
}

function databaseOf(pool: Pool): Database {
  return {
    query: (text, values) => run(pool, text, values),
    transaction: async (work) => {
      const client = await pool.connect().catch(told);
      let broken: Error | undefined;
      try {
        await run(client, 'begin');
        const result = await work({ query: (text, values) => run(client, text, values) });
        await run(client, 'commit');
        return result;
      } catch (error) {
        // When even that fails the connection is gone, and the server undoes the transaction by itself.
        await client.query('rollback').catch((cause: unknown) => (broken = cause as Error));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    raw: { executeSql: (text, values) => pool.query<Record<string, unknown>>(text, values) },
    close: () => pool.end(),
  };
}

async function run<T>(on: Pool | PoolClient, text: string, values: readonly unknown[] = []): Promise<T[]> {
  const { rows } = await on.query(text, [...values]).catch(told);
  return rows as T[];
}

function told(cause: unknown): never {
  if (isAboutData(cause)) {
    const says = `the store does not take what it was given: ${messageOf(cause)}`;
    throw new LandfallError('world', 'store.refused', says, 'please report it', cause);
  }
  const says = `the store did not do what it was asked: ${messageOf(cause) || 'no answer'}`;
  throw new LandfallError('world', 'store.failed', says, 'check that PostgreSQL runs and that --store is right', cause);
}

/** SQLSTATE class 22: a value cannot be kept, however often it is tried. */
function isAboutData(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('22');
}
