// The table of rules: each answers when it should, and the order decides between them.
import fc from 'fast-check';
import { runs } from '../support/property-tests.js';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CoverFacts, Facts } from '../../src/model/facts.js';
import type { VerdictSettings } from '../../src/model/settings.js';
import { STATUSES } from '../../src/model/status.js';
import { decide } from '../../src/verdict/decide.js';
import { RULES } from '../../src/verdict/rules.js';
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
  submissionOf,
  tipOf,
  verdictSettings,
} from './facts.js';

let settings: VerdictSettings;

beforeAll(async () => {
  settings = await verdictSettings();
});

const LANDING = commitOf('landing');
const LANDED = coverOf([holdsOf(LANDING)]);
const HALF = coverOf([holdsOf(LANDING, { containment: 0.5, bits: 50 })], {
  hunks: [hunkOf(1), hunkOf(0, { line: 60 })],
});
const NEXT = coverOf([holdsOf(commitOf('queued', { next: 'refs/heads/next' }))]);
const ABSORBED = tipOf({ addedShare: 1, removedShare: 1, reapplied: 'empty' });
const GONE = tipOf({ goneBy: [commitOf('deleted')] });

function verdict(given: Partial<Facts>) {
  return decide(factsOf(given), settings).report;
}

describe('each rule answers', () => {
  const cases: readonly (readonly [string, string, Partial<Facts>])[] = [
    ['held', 'rejected', { declared: declaredAs('rejected', { by: 'annotation', hold: true }) }],
    ['noise', 'noise', { noise: 'whitespace' }],
    ['ancestry', 'landed', { ancestor: LANDING }],
    ['same content', 'landed', { provenByBlobs: LANDING }],
    ['reverted', 'reverted', { cover: LANDED, reverts: [revertOf(LANDING, commitOf('revert', { index: 3 }))] }],
    ['landed', 'landed', { cover: LANDED }],
    ['absorbed', 'absorbed', { tip: ABSORBED }],
    ['partial', 'partial', { cover: HALF }],
    ['queued', 'queued', { coverInNext: NEXT }],
    ['submitted', 'submitted', { submission: submissionOf() }],
    ['declared', 'submitted', { declared: declaredAs('submitted') }],
    ['superseded', 'superseded', { tip: GONE }],
    ['ambiguous', 'ambiguous', { citations: [{ oid: LANDING.oid, commit: LANDING }] }],
    ['refused', 'rejected', { submission: submissionOf({ state: 'refused', waitingOn: 'nobody' }) }],
    ['pending', 'pending', {}],
  ];
  test.each(cases)('%s', (rule, status, given) => {
    const { report, reasoning } = decide(factsOf(given), settings);
    expect(report.status).toBe(status);
    expect(reasoning.at(-1)).toMatchObject({ name: rule, applied: true });
  });

  test('and there is a case here for every rule', () => {
    expect(cases.map(([rule]) => rule)).toEqual(RULES.map(({ name }) => name));
  });

  // These rules ask after the others themselves: a revert is checked against the diffs, and against the tip; a declaration
  // that something was sent does not hold when that came to nothing.
  const elsewhere = new Set(['same content before reverted', 'reverted before absorbed', 'declared before refused']);
  // Each row's facts together with those of a row further down: the upper row wins.
  const pairs = cases.flatMap(([upper, status, one], place) =>
    cases
      .slice(place + 1)
      .filter(
        ([lower, , other]) =>
          !elsewhere.has(`${upper} before ${lower}`) && Object.keys(other).every((key) => !(key in one)),
      )
      .map(([lower, , other]) => [upper, lower, status, { ...other, ...one }] as const),
  );
  test.each(pairs)('%s before %s', (_, _lower, status, given) => {
    expect(verdict(given).status).toBe(status);
  });
});

describe('a landing', () => {
  test('of equal patch-id needs no more', () => {
    const cover = coverOf([holdsOf(LANDING, { exact: 'diff', bits: 1 })], { bits: 1 });
    expect(verdict({ cover })).toMatchObject({ status: 'landed', landing: { form: 'identical' } });
  });

  test('with too little information is not named', () => {
    const cover = coverOf([holdsOf(LANDING, { bits: settings.supportedBits - 1 })], {
      bits: settings.supportedBits - 1,
    });
    expect(verdict({ cover }).status).not.toBe('landed');
  });

  test.each([
    ['nobody', {}, 'landedBits', 0.9],
    ['nobody, but all of it in its own files,', {}, 'inPlaceBits', 1],
    ['its author', { sameAuthor: true }, 'supportedBits', 0.9],
    ['its subject', { sameSubject: true }, 'supportedBits', 0.9],
  ] as const)('supported by %s needs as many bits as the settings say', (_, support, threshold, share) => {
    const least = settings[threshold];
    const at = (bits: number) =>
      verdict({ cover: coverOf([holdsOf(LANDING, { ...support, bits })], { bits, share }) }).status;
    expect([at(least - 1) === 'landed', at(least)]).toEqual([false, 'landed']);
  });

  test('of a few lines that are all there is proven by what surrounds them, in its own files only', () => {
    const at = (placed: number, kin: number) =>
      verdict({
        cover: coverOf([holdsOf(LANDING, { bits: 9, kin })], { bits: 9, share: 1, hunks: [hunkOf(1, { placed })] }),
      }).status;
    expect([at(settings.placeBits, 1), at(1, 1) === 'landed', at(settings.placeBits, 0) === 'landed']).toEqual([
      'landed',
      false,
      false,
    ]);
  });

  test('that changes every place the patch changes may differ more than one that does not', () => {
    const at = (beside: number) => {
      const hunks = [hunkOf(1, { beside, weight: 0.7 }), hunkOf(0.2, { beside, weight: 0.3, line: 60 })];
      const share = settings.landedInPlace + 0.01;
      return verdict({ cover: coverOf([holdsOf(LANDING)], { share, addedShare: share, hunks }) }).status;
    };
    expect([at(settings.placeBits), at(settings.placeBits - 1)]).toEqual(['landed', 'partial']);
  });

  test('that is long and stands in place word for word may differ still more; another solution may not', () => {
    const share = settings.landedAtLength + 0.01;
    const at = (equalShare: number, bits: number = settings.strangerBits) => {
      const hunks = [hunkOf(share, { beside: settings.placeBits, weight: 1 })];
      return verdict({ cover: coverOf([holdsOf(LANDING)], { share, addedShare: share, equalShare, bits, hunks }) })
        .status;
    };
    expect([at(settings.band), at(settings.band - 0.01), at(settings.band, settings.strangerBits - 1)]).toEqual([
      'landed',
      'ambiguous',
      'ambiguous',
    ]);
  });

  test('that is long, in place, and lacks a hunk of weight is none', () => {
    const share = settings.landedAtLength + 0.01;
    const hunks = [hunkOf(1, { beside: 99, weight: share }), hunkOf(0, { beside: 99, weight: 1 - share, line: 60 })];
    expect(verdict({ cover: coverOf([holdsOf(LANDING)], { share, hunks }) }).status).not.toBe('landed');
  });

  test('of which hardly one added line is equal is another solution, unless the patch names the commit', () => {
    const at = (equalShare: number, cited: boolean) => {
      const cover = coverOf([holdsOf(LANDING, { cited })], {
        share: 0.85,
        addedShare: 0.6,
        addedWeight: 0.4,
        equalShare,
      });
      return verdict({ cover }).status;
    };
    expect([at(0, false) === 'landed', at(0.5, false), at(0, true)]).toEqual([false, 'landed', 'landed']);
  });

  test('that takes the same old code away, and of what the patch puts there has not one line, is another solution', () => {
    const at = (equalShare: number, bits: number) => {
      const holds = holdsOf(LANDING, { similarity: 0.9 });
      const shares = { share: 0.9, addedShare: 0.2, addedWeight: 0.1, equalShare };
      return verdict({ cover: coverOf([holds], { ...shares, bits }) }).status;
    };
    const many = 10 * settings.landedBits;
    // Of a few bits that it adds nothing can be told.
    expect([at(0, many) === 'landed', at(0.5, many), at(0, many / 2)]).toEqual([false, 'landed', 'landed']);
  });

  test('under another name is shown to a person, unless it takes the same old code away in the same places', () => {
    const renamed = [{ ours: 'ring_bound', theirs: 'ring_limit' }];
    const at = (addedWeight: number, beside: number) => {
      const hunks = [hunkOf(1, { beside, weight: 1 })];
      return verdict({ cover: coverOf([holdsOf(LANDING)], { share: 0.9, addedWeight, renamed, hunks }) }).status;
    };
    expect([at(1, settings.placeBits), at(0.5, 0), at(0.5, settings.placeBits)]).toEqual([
      'ambiguous',
      'ambiguous',
      'landed',
    ]);
  });

  test('that leaves out a hunk of weight is partial, however large the share', () => {
    const hunks = (weight: number) => [hunkOf(1, { weight: 1 - weight }), hunkOf(0, { line: 60, weight })];
    const at = (weight: number) =>
      verdict({ cover: coverOf([holdsOf(LANDING)], { share: 1 - weight, hunks: hunks(weight) }) }).status;
    expect([at(settings.partialShare + 0.01), at(settings.partialShare - 0.01)]).toEqual(['partial', 'landed']);
  });

  test('in a file of another name, with a common subject and few lines, is none', () => {
    const cover = coverOf([holdsOf(LANDING, { exact: 'lines', kin: 0, sameSubject: true, bits: 15 })], { bits: 15 });
    expect(verdict({ cover })).toMatchObject({ landing: null });
  });

  test('that is years older than its patch and bears another name is none', () => {
    const old = commitOf('old', { commitDate: patchOf().authorDate - 86_400 * (settings.daysBefore + 400) });
    expect(verdict({ cover: coverOf([holdsOf(old, { containment: 0.9 })]) }).status).not.toBe('landed');
  });

  test('by several commits is a split, of which the last release counts', () => {
    const early = commitOf('early', { index: 9 });
    const late = commitOf('late', { index: 2 });
    const members = [holdsOf(early, { containment: 0.6 }), holdsOf(late, { containment: 0.4 })];
    const releases = new Map([
      [early.oid, 'v1'],
      [late.oid, 'v2'],
    ]);
    const releaseOf: Facts['releaseOf'] = ({ oid }) => releases.get(oid) ?? null;
    const { landing } = verdict({ cover: coverOf(members), releaseOf, releases: ['v1', 'v2'] });
    expect(landing).toMatchObject({ shape: 'split', release: 'v2' });
    expect(landing?.commits.map(({ release }) => release)).toEqual(['v1', 'v2']);
    releases.delete(late.oid);
    expect(verdict({ cover: coverOf(members), releaseOf }).landing?.release).toBeNull();
  });

  test('shared with other patches, or inside a large commit, is a squash', () => {
    expect(verdict({ cover: LANDED, sharedWith: ['abc'] }).landing?.shape).toBe('squashed');
    const inside = coverOf([holdsOf(LANDING, { similarity: 0.07 })]);
    expect(verdict({ cover: inside }).landing?.shape).toBe('squashed');
    expect(verdict({ cover: LANDED }).landing?.shape).toBe('one');
  });

  test('form tells how close the text is', () => {
    const form = (given: Parameters<typeof holdsOf>[1]) =>
      verdict({ cover: coverOf([holdsOf(LANDING, given)]) }).landing?.form;
    expect([form({ exact: 'diff' }), form({ exact: 'lines' }), form({}), form({ containment: 0.9 })]).toEqual([
      'identical',
      'rebased',
      'rebased',
      'modified',
    ]);
  });
});

describe('a revert', () => {
  const revert = revertOf(LANDING, commitOf('revert', { index: 3 }));

  test('that was undone counts for nothing', () => {
    expect(verdict({ cover: LANDED, reverts: [{ ...revert, standing: false }] }).status).toBe('landed');
  });

  test('whose landing is at the tip again counts for nothing', () => {
    expect(verdict({ cover: LANDED, reverts: [revert], tip: ABSORBED }).status).toBe('landed');
  });

  test('of lines that all stood there before is no less a revert for their being at the tip', () => {
    const cover = coverOf([holdsOf(LANDING, { exact: 'diff' })]);
    const inverse = revertOf(LANDING, commitOf('revert', { index: 3 }), { how: 'inverse' });
    const at = (addedBits: number) =>
      verdict({ cover, reverts: [inverse], tip: tipOf({ addedShare: 1, addedBits }) }).status;
    expect([at(0), at(60)]).toEqual(['reverted', 'landed']);
  });

  test('that is known by its content alone took nothing out that is at the tip, though the patch applies there anew', () => {
    const tip = tipOf({ addedShare: 0.6, redone: 0.9, reapplied: 'changes' });
    const by = (how: 'content' | 'cites') => verdict({ cover: LANDED, reverts: [{ ...revert, how }], tip }).status;
    expect([by('content'), by('cites')]).toEqual(['landed', 'reverted']);
  });

  test('leaves all of the patch to be carried', () => {
    const patch = verdict({ cover: LANDED, reverts: [revert] });
    expect(patch.remaining).toEqual(patch.size);
    expect(patch.action.kind).toBe('look');
  });
});

describe('a landing that the tip lacks', () => {
  const at = (hunks: readonly { weight: number; done: number }[]) => {
    const tip = tipOf({ hunks, addedShare: 0.5, removedShare: 0.5, reapplied: 'changes', redone: 1 });
    return verdict({ cover: coverOf([holdsOf(LANDING, { bits: 200 })], { bits: 200 }), tip }).status;
  };

  test('by a whole hunk was taken out', () => {
    expect(
      at([
        { weight: 0.5, done: 1 },
        { weight: 0.5, done: 0 },
      ]),
    ).toBe('reverted');
  });

  test('by some lines of each hunk was done in other words', () => {
    expect(
      at([
        { weight: 0.5, done: 0.5 },
        { weight: 0.5, done: 0.5 },
      ]),
    ).toBe('landed');
  });
});

describe('nothing found', () => {
  test('is less sure where a commit has something of it in its own files', () => {
    const at = (kin: number) => verdict({ candidates: [holdsOf(LANDING, { containment: 0.1, kin })] }).confidence;
    expect(at(1)).toBeLessThan(at(0));
  });
});

describe('what remains', () => {
  test('of a partial patch: its uncovered hunks, by file', () => {
    const hunks = [hunkOf(1), hunkOf(0, { line: 60, insertions: 5 }), hunkOf(0.2, { path: 'net/x.c', deletions: 7 })];
    const patch = verdict({ cover: { ...HALF, hunks } });
    expect(patch.status).toBe('partial');
    expect(patch.remaining).toEqual({ hunks: 2, insertions: 7, deletions: 8, files: 2 });
    expect(patch.uncovered.map(({ path, line }) => [path, line])).toEqual([
      ['net/ring.c', 60],
      ['net/x.c', 10],
    ]);
  });

  test.each(['landed', 'absorbed', 'noise'])('of %s: nothing', (status) => {
    const declared = declaredAs(status as 'landed', { hold: true });
    expect(verdict({ declared }).remaining).toEqual({ hunks: 0, insertions: 0, deletions: 0, files: 0 });
  });

  test.each(STATUSES.filter((status) => !['landed', 'absorbed', 'noise', 'partial'].includes(status)))(
    'of %s: all of it',
    (status) => {
      const patch = verdict({ declared: declaredAs(status, { hold: true }) });
      expect(patch.remaining).toEqual(patch.size);
    },
  );
});

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
