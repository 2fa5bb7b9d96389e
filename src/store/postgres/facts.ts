// What is known of upstream commits, shared by all machines: rows of bytes by object id, read for the commits asked for, written many at a time.
import { messageOf } from '../../errors.js';
import type { KnownCommits } from '../../model/known.js';
import { COMMITS, DIFFS, type FactKind, type KeptFacts, knownCommitsOn, LINES } from '../encode-known.js';
import { inSteps, type Steps } from '../in-steps.js';
import type { Queries } from './connect.js';

/** Object ids a question: 200 kB of them, answered by some megabytes. */
const ASKED = 10_000;

/** Opens what all machines know. It never fails: when the store does, `tell` gets one sentence, and the rest is read from git. */
export function sharedCommits(database: Queries, tell: (problem: string) => void): KnownCommits {
  let failed = false;
  const attempt = async (work: () => Promise<void>) => {
    if (failed) return;
    await work().catch((error: unknown) => {
      failed = true;
      tell(`what the store knows of upstream commits is not used: ${messageOf(error)}`);
    });
  };
  const factsOf = (kind: FactKind) => new SharedFacts(database, kind, attempt);
  return knownCommitsOn(factsOf(COMMITS), factsOf(DIFFS), factsOf(LINES));
}

class SharedFacts implements KeptFacts {
  private readonly loaded = new Map<string, Buffer>();
  private readonly steps: Steps;

  constructor(
    private readonly database: Queries,
    private readonly kind: FactKind,
    private readonly attempt: (work: () => Promise<void>) => Promise<void>,
  ) {
    this.steps = inSteps(kind, (facts) => attempt(() => writeFacts(database, kind, facts)));
  }

  async load(oids: readonly string[]): Promise<void> {
    const wanted = oids.filter((oid) => !this.loaded.has(oid));
    await this.attempt(async () => {
      for (let at = 0; at < wanted.length; at += ASKED) {
        const found = await readFacts(this.database, this.kind, wanted.slice(at, at + ASKED));
        for (const { oid, value } of found) this.loaded.set(oid.toString('hex'), value);
      }
    });
  }

  get(oid: string): Buffer | undefined {
    return this.loaded.get(oid);
  }

  add(oid: string, value: Buffer): void {
    this.steps.add(oid, value);
  }

  async keep(): Promise<void> {
    this.steps.flush();
    await this.steps.written();
  }
}

function readFacts({ query }: Queries, { name, version }: FactKind, oids: readonly string[]) {
  // The ids are one value: as an array of a thousand values each of them would be read by itself.
  return query<{ oid: Buffer; value: Buffer }>(
    // Fenced off, so that each is looked up by the key: a plan may take a table that grew fast for a small one, and read all of it.
    `select found.oid, found.value
     from generate_series(0, octet_length($3::bytea) / $4::integer - 1) as asked (at)
     cross join lateral (
       select oid, value from landfall.facts
       where kind = $1 and version = $2 and oid = substring($3::bytea from at * $4::integer + 1 for $4::integer)
       offset 0) as found`,
    [name, version, Buffer.from(oids.join(''), 'hex'), (oids[0]?.length ?? 0) / 2],
  );
}

/**
 * One statement: ids and values are two values, cut by the server, so that they travel as bytes. In the order of the ids: two
 * that write the same ones would else wait for each other for ever.
 */
async function writeFacts(
  { query }: Queries,
  { name, version }: FactKind,
  facts: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const sorted = [...facts].toSorted(([a], [b]) => (a < b ? -1 : 1));
  let end = 0;
  const ends = sorted.map(([, value]) => (end += value.length));
  const starts = sorted.map(([, value], at) => (ends[at] ?? 0) - value.length);
  await query(
    `insert into landfall.facts (kind, version, oid, value)
     select $1, $2, substring($3::bytea from (place - 1)::integer * $4::integer + 1 for $4::integer), substring($5::bytea from start + 1 for size)
     from unnest($6::integer[], $7::integer[]) with ordinality as cut (start, size, place)
     on conflict do nothing`,
    [
      name,
      version,
      Buffer.from(sorted.map(([oid]) => oid).join(''), 'hex'),
      (sorted[0]?.[0].length ?? 0) / 2,
      Buffer.concat(sorted.map(([, value]) => value)),
      starts,
      sorted.map(([, value]) => value.length),
    ],
  );
}
