// What every store promises, whatever it is made of: results, histories and facts of commits come back as they were given.
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { DiffSketch, KnownCommit, KnownCommits, LineSignature } from '../../src/model/known.js';
import { STATE_BRANCH } from '../../src/model/history-place.js';
import { NO_FACTS } from '../../src/model/patch.js';
import { historyAt, type HistoryShelf } from '../../src/store/history.js';
import { openKnownCommits } from '../../src/store/known-commits.js';
import type { Database } from '../../src/store/postgres/connect.js';
import { sharedCommits } from '../../src/store/postgres/facts.js';
import { sharedHistory } from '../../src/store/postgres/histories.js';
import { migrate } from '../../src/store/postgres/migrate.js';
import { sharedResults } from '../../src/store/postgres/results.js';
import { createResultCache, type ResultShelf } from '../../src/store/result-cache.js';
import { resultFiles } from '../../src/store/result-files.js';
import { forgetAll, NO_POSTGRES, openedPostgres, POSTGRES } from '../support/postgres.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { tinyRepo } from '../support/tiny-repo.js';
import { openedProject, projectReport, TODAY } from './opened.js';

/** A store that is empty; each call of an opener is another process that looks into the same one. */
interface Store {
  readonly results: () => ResultShelf;
  readonly histories: () => readonly HistoryShelf[];
  readonly commits: (tell: (problem: string) => void) => Promise<KnownCommits>;
}

async function files(): Promise<Store> {
  const { path } = await temporaryDirectory();
  const repo = await tinyRepo((h) => h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }), { bare: false });
  const upstream = (await openedProject()).upstream.repository;
  return {
    results: () => resultFiles(path),
    histories: () => [
      historyAt({ kind: 'file', file: `${path}/made/history.jsonl` }),
      historyAt({ kind: 'branch', repository: repo.path, branch: STATE_BRANCH }),
    ],
    commits: (tell) => openKnownCommits(path, upstream, tell),
  };
}

async function shared(database: Database): Promise<Store> {
  await forgetAll(database);
  await migrate(database);
  return {
    results: () => sharedResults(database, 'me'),
    histories: () => [sharedHistory(database, 'demo')],
    commits: (tell) => Promise.resolve(sharedCommits(database, tell)),
  };
}

function promises(make: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await make();
  });

  test('a result is found again, in the state it was made from only; a newer one takes its place', async () => {
    const told: string[] = [];
    const cache = () => createResultCache(store.results(), '1.0.0', (problem) => told.push(problem));
    const opened = await openedProject();
    const tomorrow = new Date(TODAY.getTime() + 86_400_000);
    expect(await cache().read(opened, TODAY)).toBeNull();
    await cache().write(opened, TODAY, projectReport());
    expect(await cache().read(opened, TODAY)).toEqual(projectReport());
    expect(await cache().read(opened, tomorrow)).toBeNull();
    await cache().write(opened, tomorrow, projectReport());
    expect([await cache().read(opened, TODAY), await cache().read(opened, tomorrow)]).toEqual([null, projectReport()]);
    expect(told).toEqual([]);
  });

  test('a result comes back whatever its texts hold, its keys in their order', async () => {
    const hostile = { ...projectReport(), title: 'zero \0, half \ud83d, sign \u001b, "quote"\\u0000' };
    await store.results().write('demo', 'state', hostile);
    const found = await store.results().read('demo', 'state');
    expect(JSON.stringify(found)).toBe(JSON.stringify(hostile));
  });

  test('a history is read back, and who adds sees what is there', async () => {
    for (const [at] of store.histories().entries()) {
      const history = () => store.histories()[at] as HistoryShelf;
      expect(await history().read()).toBe('');
      expect(await history().append(() => ['one', '{"zero":"\\u0000"}'])).toBe(2);
      expect(await history().append((text) => (text.includes('zero') ? [] : ['no']))).toBe(0);
      expect(await history().append((text) => [`behind ${text.length}`])).toBe(1);
      expect(await history().read()).toBe('one\n{"zero":"\\u0000"}\nbehind 22\n');
    }
  });

  test('a history loses nothing when many add at once, and each sees what the ones before it added', async () => {
    const names = Array.from({ length: 8 }, (_, at) => `point ${at}`);
    for (const [at] of store.histories().entries()) {
      const seen: number[] = [];
      await Promise.all(
        names.map((name) => {
          const history = store.histories()[at] as HistoryShelf;
          return history.append((text) => {
            seen.push(text.split('\n').length - 1);
            return [name];
          });
        }),
      );
      const text = (await store.histories()[at]?.read()) ?? '';
      expect(text.trimEnd().split('\n').sort()).toEqual(names);
      expect([...new Set(seen)].toSorted((a, b) => a - b)).toEqual(names.map((_, place) => place));
    }
  });

  test('law: what was kept of commits is found again, in however many runs it was added', async () => {
    const told: string[] = [];
    const open = () => store.commits((problem) => told.push(problem));
    const all = new Map<string, [KnownCommit, DiffSketch, LineSignature]>();
    await fc.assert(
      fc.asyncProperty(fc.dictionary(OID, fc.tuple(COMMIT, SKETCH, SIGNATURE), { maxKeys: 6 }), async (run) => {
        const known = await open();
        for (const [oid, [commit, sketch, lines]] of Object.entries(run)) {
          if (all.has(oid)) continue;
          all.set(oid, [commit, sketch, lines]);
          known.commits.add(oid, commit);
          known.diffs.add(oid, sketch);
          known.lines.add(oid, lines);
        }
        await known.keep();
        const later = await open();
        const oids = [...all.keys(), 'f'.repeat(40)];
        await later.commits.load?.(oids);
        await later.diffs.load?.(oids);
        await later.lines.load?.(oids);
        for (const [oid, [commit, sketch, lines]] of all) {
          expect(later.commits.get(oid)).toEqual(commit);
          expect(later.diffs.get(oid)).toEqual(sketch);
          expect(later.lines.get(oid)).toEqual(lines);
        }
        expect(later.commits.get('f'.repeat(40))).toBeUndefined();
      }),
      { numRuns: 12 },
    );
    expect(told).toEqual([]);
  });

  test('two runs that learn the same commits at once each keep what they read', async () => {
    const told: string[] = [];
    const runs = await Promise.all([1, 2, 3].map(() => store.commits((problem) => told.push(problem))));
    const oids = Array.from({ length: 300 }, (_, at) => at.toString(16).padStart(40, '0'));
    runs.forEach((known, at) => {
      const own = at % 2 === 0 ? oids : oids.toReversed();
      for (const oid of own) known.commits.add(oid, { ...PLAIN_COMMIT, subject: oid });
    });
    await Promise.all(runs.map((known) => known.keep()));
    const later = await store.commits((problem) => told.push(problem));
    await later.commits.load?.(oids);
    expect(oids.map((oid) => later.commits.get(oid)?.subject)).toEqual(oids);
    expect(told).toEqual([]);
  });
}

const PLAIN_COMMIT: KnownCommit = {
  parents: [],
  subject: '',
  author: { name: '', email: '' },
  authorDate: 1,
  commitDate: 2,
  facts: NO_FACTS,
  paths: [],
  blobs: [],
  moved: [],
};
const OID = fc.stringMatching(/^[0-9a-f]{40}$/u);
const COMMIT = fc
  .record({ subject: fc.string(), paths: fc.array(fc.string()) })
  .map((some) => ({ ...PLAIN_COMMIT, ...some }));
const SIGNATURE: fc.Arbitrary<LineSignature> = fc
  .uniqueArray(fc.nat(2 ** 32 - 1))
  .map((lines) => Uint32Array.from(lines));
const SKETCH: fc.Arbitrary<DiffSketch> = fc
  .array(fc.tuple(fc.string(), fc.array(fc.maxSafeInteger())), { maxLength: 3 })
  .map((found) => ({
    files: found.map(([newPath, lines]) => ({
      oldPath: null,
      newPath,
      lines: Float64Array.from(lines),
      digest: [1, 2, 3, 4] as const,
      changed: lines.length,
    })),
  }));

describe('files', () => promises(files));

describe.skipIf(POSTGRES === null)(`PostgreSQL${NO_POSTGRES}`, () => {
  const opened = openedPostgres(8);
  promises(() => shared(opened.database));

  test('a store that fails is told of once, and commits are read from git', async () => {
    await opened.database.query('drop schema landfall cascade');
    const told: string[] = [];
    const known = sharedCommits(opened.database, (problem) => told.push(problem));
    await known.commits.load?.(['a'.repeat(40)]);
    known.diffs.add('b'.repeat(40), { files: [] });
    await known.keep();
    expect(known.commits.get('a'.repeat(40))).toBeUndefined();
    expect(told).toEqual([expect.stringContaining('not used')]);
  });

  test('only the commits that are asked for are brought', async () => {
    const store = await shared(opened.database);
    const known = await store.commits(() => undefined);
    for (const digit of ['a', 'b']) known.commits.add(digit.repeat(40), { ...PLAIN_COMMIT, subject: digit });
    await known.keep();
    const later = await store.commits(() => undefined);
    await later.commits.load?.(['a'.repeat(40)]);
    expect([later.commits.get('a'.repeat(40))?.subject, later.commits.get('b'.repeat(40))]).toEqual(['a', undefined]);
  });

  test('tables of an earlier Landfall are brought up to date with what they hold', async () => {
    await forgetAll(opened.database);
    await migrate(opened.database, 4);
    await opened.database.query(
      `insert into landfall.results (project, state, report, made_by) values ('demo', 'state', '{"title": "old"}', 'me')`,
    );
    await Promise.all([migrate(opened.database), migrate(opened.database)]);
    expect(await sharedResults(opened.database, 'me').read('demo', 'state')).toEqual({ title: 'old' });
  });
});
