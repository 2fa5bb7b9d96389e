// What holds of every verdict, whatever the facts are.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CoverFacts, Facts } from '../../src/model/facts.js';
import { STATUSES } from '../../src/model/status.js';
import { decide } from '../../src/verdict/decide.js';
import { runs } from '../support/property-tests.js';
import {
  commitOf,
  coverOf,
  declaredAs,
  factsOf,
  fileOf,
  holdsOf,
  hunkOf,
  NO_COVER,
  patchOf,
  revertOf,
  tipOf,
} from './facts.js';
import { LANDING, settings, verdict } from './stated.js';

describe('laws', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const bits = fc.double({ min: 0, max: 400, noNaN: true });
  const holds = fc
    .record({
      containment: share,
      similarity: share,
      bits,
      exact: fc.constantFrom(null, null, 'lines' as const, 'diff' as const),
      kin: share,
      sameSubject: fc.boolean(),
      sameAuthor: fc.boolean(),
      cited: fc.boolean(),
    })
    .map((given) => holdsOf(LANDING, given));
  const cover: fc.Arbitrary<CoverFacts> = fc
    .record({
      members: fc.array(holds, { maxLength: 3 }),
      share,
      addedShare: share,
      addedWeight: share,
      bits,
      first: share,
      second: share,
    })
    .map(({ first, second, ...given }) =>
      given.members.length === 0
        ? NO_COVER
        : coverOf(given.members, { ...given, hunks: [hunkOf(first), hunkOf(second, { line: 60 })] }),
    );
  const tip = fc.record({
    addedShare: share,
    addedBits: bits,
    removedShare: share,
    removedBits: bits,
    reapplied: fc.constantFrom(null, 'empty' as const, 'changes' as const, 'conflicts' as const),
    removedByShare: share,
    goneBy: fc.constantFrom([], [commitOf('deleted')]),
  });
  const facts: fc.Arbitrary<Facts> = fc
    .record({
      noise: fc.constantFrom(null, null, null, 'empty' as const),
      cover,
      coverInNext: fc.option(cover),
      candidates: fc.array(holds, { maxLength: 2 }),
      citations: fc.constantFrom([], [{ oid: LANDING.oid, commit: LANDING }], [{ oid: 'c0ffee00', commit: null }]),
      reverts: fc.constantFrom([], [revertOf(LANDING, commitOf('revert', { index: 3 }))]),
      tip: fc.option(tip.map(tipOf)),
      declared: fc.option(
        fc
          .record({ status: fc.constantFrom(...STATUSES), hold: fc.boolean() })
          .map(({ status, hold }) => declaredAs(status, { hold })),
      ),
      sharedWith: fc.constantFrom([], ['abc']),
      patch: fc.constantFrom(
        patchOf(),
        patchOf({ files: [] }),
        patchOf({ files: [fileOf('a.c'), fileOf('b/c.c', 3)] }),
      ),
    })
    .map((given) => factsOf(given));

  test('there is always one verdict, and its figures are in bounds', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { report, reasoning } = decide(given, settings);
        expect(reasoning.filter(({ applied }) => applied)).toHaveLength(1);
        for (const figure of [
          report.coverage,
          report.confidence,
          ...report.candidates.flatMap((c) => [c.containment, c.similarity]),
        ]) {
          expect(figure >= 0 && figure <= 1).toBe(true);
        }
        expect(report.noise !== null).toBe(report.status === 'noise' && given.noise !== null);
      }),
      { numRuns: runs(500) },
    );
  });

  test('no more remains than there is', () => {
    fc.assert(
      fc.property(
        facts.filter(({ patch }) => patch.files.length === 1),
        (given) => {
          const { remaining, size } = decide(given, settings).report;
          for (const key of ['hunks', 'insertions', 'deletions', 'files'] as const) {
            expect(remaining[key]).toBeLessThanOrEqual(size[key]);
          }
        },
      ),
      { numRuns: runs(500) },
    );
  });

  test('landed is never said without a commit, unless a person holds it; and never below the band', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { report } = decide(given, settings);
        if (report.status !== 'landed' || given.declared?.hold) return;
        expect(report.landing?.commits.length).toBeGreaterThan(0);
        if (given.cover.members[0]?.exact !== 'diff') expect(given.cover.share).toBeGreaterThanOrEqual(settings.band);
      }),
      { numRuns: runs(500) },
    );
  });

  test('more evidence of the same kind never takes a landing away', () => {
    fc.assert(
      fc.property(cover, fc.double({ min: 0, max: 1, noNaN: true }), (one, more) => {
        const status = (given: CoverFacts) => verdict({ cover: given }).status;
        fc.pre(status(one) === 'landed');
        const share = one.share + (1 - one.share) * more;
        const hunks = one.hunks.map((hunk) => ({ ...hunk, share: hunk.share + (1 - hunk.share) * more }));
        const addedShare = one.addedShare + (1 - one.addedShare) * more;
        expect(status({ ...one, share, addedShare, bits: one.bits * (1 + more), hunks })).toBe('landed');
      }),
      { numRuns: runs(500) },
    );
  });
});
