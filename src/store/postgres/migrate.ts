// The tables in PostgreSQL and how they came to be: versioned, forward only, safe to run twice and at once.
import { LandfallError } from '../../errors.js';
import type { Database } from './connect.js';

/** Each step once, in this order, for ever: a change is a new step at the end. */
const STEPS: readonly string[] = [
  `create table landfall.results (
     project text not null,
     state text not null,
     report jsonb not null,
     made_at timestamptz not null default now(),
     made_by text not null,
     primary key (project, state))`,
  `create table landfall.projects (
     fleet text not null,
     project text not null,
     upstream text not null,
     shard smallint not null,
     config jsonb not null,
     state text,
     as_of timestamptz,
     primary key (fleet, project))`,
  `create table landfall.upstreams (
     url text primary key,
     failures integer not null,
     retry_at timestamptz not null,
     says text not null)`,
  `create table landfall.fleets (fleet text primary key, draining boolean not null)`,
  // As text they hold whatever a repository says; jsonb refuses zero characters and halves of pairs.
  `alter table landfall.results alter column report type json using report::json`,
  `alter table landfall.projects alter column config type json using config::json`,
  `create table landfall.points (
     history text not null,
     place bigint generated always as identity,
     line text not null,
     figures json,
     primary key (history, place))`,
  // Bytes as they are: they are compressed where they are large enough for it to pay.
  `create table landfall.facts (
     kind text not null,
     version integer not null,
     oid bytea not null,
     value bytea not null,
     primary key (kind, version, oid))`,
];

/** Any number that no other program takes a lock on by chance. */
const LOCK = 7_214_019;

/** Brings the tables to this version; `to` is the number of steps to take, for tests of older tables. Throws LandfallError `world` when they are of a newer one. */
export async function migrate(database: Database, to = STEPS.length): Promise<void> {
  await database.transaction(async ({ query }) => {
    await query('select pg_advisory_xact_lock($1)', [LOCK]);
    // Asked of the tables themselves: `if not exists` asks a cache that may be older than the wait for the lock.
    const there = await query(`select from pg_tables where schemaname = 'landfall' and tablename = 'migrations'`);
    if (there.length === 0) {
      await query('create schema landfall');
      await query('create table landfall.migrations (step integer primary key, at timestamptz not null)');
    }
    const [row] = await query<{ done: number }>(
      'select coalesce(max(step), 0)::integer as done from landfall.migrations',
    );
    const done = row?.done ?? 0;
    if (done > STEPS.length) {
      const says = `the store is of a newer Landfall (its step ${done}, this one knows ${STEPS.length})`;
      throw new LandfallError('world', 'store.newer', says, 'update Landfall on this machine');
    }
    for (const [at, step] of STEPS.slice(0, to).entries()) {
      if (at < done) continue;
      await query(step);
      await query('insert into landfall.migrations (step, at) values ($1, now())', [at + 1]);
    }
  });
}
