// When a patch has landed: how much of it, where and by whom; and when a landing was taken out again.
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/model/facts.js';
import { commitOf, coverOf, holdsOf, hunkOf, patchOf, revertOf, tipOf } from './facts.js';
import { ABSORBED, LANDED, LANDING, settings, verdict } from './stated.js';

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
    expect([at(0.3), at(0.1), at(0.3, settings.strangerBits - 1)]).toEqual(['landed', 'ambiguous', 'ambiguous']);
  });

  test('that is long and takes the same old code away may differ more in what it puts there', () => {
    const at = (addedShare: number) => {
      const hunks = [hunkOf(0.7, { beside: settings.placeBits, weight: 1 })];
      const cover = { share: 0.7, addedShare, addedWeight: 0.5, equalShare: 0.3, bits: settings.strangerBits, hunks };
      return verdict({ cover: coverOf([holdsOf(LANDING)], cover) }).status;
    };
    expect([at(settings.band), at(settings.band - 0.01)]).toEqual(['landed', 'ambiguous']);
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
    const at = (equalShare: number, bits: number, sameSubject = false) => {
      const holds = holdsOf(LANDING, { similarity: 0.9, sameSubject });
      const shares = { share: 0.9, addedShare: 0.2, addedWeight: 0.1, equalShare };
      return verdict({ cover: coverOf([holds], { ...shares, bits }) }).status;
    };
    const many = 10 * settings.landedBits;
    // Of a few bits that it adds nothing can be told; what bears its name may only have moved them.
    expect([at(0, many) === 'landed', at(0.5, many), at(0, many / 2)]).toEqual([false, 'landed', 'landed']);
    expect(at(0, many, true)).toBe('landed');
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

  test('of one small hunk is proven by what surrounds it where the commit does little else', () => {
    const at = (similarity: number, share = 1) => {
      const hunks = [
        hunkOf(share, { placed: settings.placeBits, weight: 0.5, bits: 20 }),
        hunkOf(0, { line: 60, weight: 0.5 }),
      ];
      const cover = { share: 0.5, bits: 20, hunks };
      return verdict({ cover: coverOf([holdsOf(LANDING, { similarity, bits: 20 })], cover) }).status;
    };
    expect([at(settings.squashSimilarity), at(0.1), at(settings.squashSimilarity, 0.9)]).toEqual([
      'partial',
      'ambiguous',
      'ambiguous',
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
  const at = (done: readonly [number, number]) => {
    const hunks = done.map((share) => ({ weight: 0.5, done: share }));
    const tip = tipOf({ hunks, addedShare: 0.5, removedShare: 0.5, reapplied: 'changes', redone: 1 });
    return verdict({ cover: coverOf([holdsOf(LANDING, { bits: 200 })], { bits: 200 }), tip }).status;
  };

  test.each([
    ['by a whole hunk was taken out', [1, 0], 'reverted'],
    ['by some lines of each hunk was done in other words', [0.5, 0.5], 'landed'],
  ] as const)('%s', (_, done, status) => {
    expect(at(done)).toBe(status);
  });
});
