// Laws of searching by lines: what shares enough is found wherever it is, and what only moves lines about is not.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packagedSettings } from '../../src/config/load.js';
import { LineSearch } from '../../src/match/line-search.js';
import { lineSignature } from '../../src/match/line-signature.js';
import { layOut } from '../../src/match/patch-lines.js';
import { sketchDiff } from '../../src/match/sketch-diff.js';
import { parseDiff } from '../../src/patch/parse-diff.js';
import { runs } from '../support/property-tests.js';

const { match } = await packagedSettings();

/** A diff that adds lines to one file and takes lines away from another. */
function diffOf(files: readonly { readonly path: string; readonly lines: readonly string[] }[]): Buffer {
  const texts = files.map(({ path, lines }) => {
    const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
    return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,${count('-')} +1,${count('+')} @@\n${lines.join('\n')}\n`;
  });
  return Buffer.from(texts.join(''), 'utf8');
}

const signatureOf = (...files: Parameters<typeof diffOf>[0]) => lineSignature(sketchDiff(diffOf(files)));
const telling = (at: number) => `int telling_line_number_${at};`;
const numbers = fc.uniqueArray(fc.nat(5000), { minLength: 2, maxLength: 30 });

test('law: the patch is found by any commit that has enough of its lines, in whatever file and order, and by no other', () => {
  fc.assert(
    fc.property(numbers, fc.nat(), fc.array(numbers, { maxLength: 5 }), (own, seed, others) => {
      const shared = own.filter((_, at) => at === seed % own.length || (seed >> (at % 30)) % 2 === 1);
      const patch = layOut(
        { files: parseDiff(diffOf([{ path: 'a.c', lines: own.map((at) => `+${telling(at)}`) }])) },
        () => false,
      );
      const search = new LineSearch(new Map([[0, patch]]), match);
      const commits = [shared, ...others].map((numbered) => new Set(numbered));
      for (const [place, numbered] of commits.entries())
        search.offer(
          place,
          signatureOf({ path: 'x/y.c', lines: [...numbered].reverse().map((at) => `+${telling(at)}`) }),
        );
      const bits = (numbered: ReadonlySet<number>) => 16 * own.filter((at) => numbered.has(at)).length;
      const least = Math.max(match.strayBits, match.comparedShare * 16 * own.length);
      const enough = [...commits.entries()].filter(([, numbered]) => bits(numbered) >= least).map(([place]) => place);
      expect(search.find(0, 99, () => false).toSorted((a, b) => a - b)).toEqual(enough);
      // The best come first.
      const found = search.find(0, 99, () => false).map((place) => bits(commits[place] ?? new Set()));
      expect(found).toEqual(found.toSorted((a, b) => b - a));
      expect(search.find(0, 1, () => false)).toHaveLength(Math.min(1, enough.length));
      expect(search.find(0, 99, () => true)).toEqual([]);
    }),
    { numRuns: runs(50) },
  );
});

test('law: a signature is in order, distinct, and the same however the lines are spread over files', () => {
  fc.assert(
    fc.property(numbers, fc.nat(28), (all, cut) => {
      const lines = all.map((at) => `${at % 2 === 0 ? '+' : '-'}${telling(at)}`);
      const one = signatureOf({ path: 'a.c', lines });
      const two = signatureOf({ path: 'b.c', lines: lines.slice(cut) }, { path: 'c.c', lines: lines.slice(0, cut) });
      expect(one).toEqual(two);
      expect([...one]).toEqual([...new Set(one)].sort((a, b) => a - b));
    }),
    { numRuns: runs(50) },
  );
});

test('law: lines that a commit takes from one file and puts into another are not in its signature', () => {
  fc.assert(
    fc.property(numbers, numbers, (moved, own) => {
      const others = own.filter((at) => !moved.includes(at)).map((at) => `+${telling(at)}`);
      const away = { path: 'a.c', lines: moved.map((at) => `-${telling(at)}`) };
      const back = { path: 'b.c', lines: [...moved.map((at) => `+  ${telling(at)}`), ...others] };
      expect(signatureOf(away, back)).toEqual(signatureOf({ path: 'c.c', lines: others }));
    }),
    { numRuns: runs(50) },
  );
});

test('lines of few letters, of many commits, those that go the other way and those that a patch removes lead nowhere', () => {
  const patchOf = (lines: string[]) => layOut({ files: parseDiff(diffOf([{ path: 'a.c', lines }])) }, () => false);
  const bare = ['+    return 0;', '+    break;', '+}', '+    i = 0;'];
  const often = Array.from({ length: 4 }, (_, at) => `+${telling(at)}`);
  const search = new LineSearch(
    new Map([
      [0, patchOf(bare)],
      [1, patchOf(often)],
    ]),
    match,
  );
  expect(signatureOf({ path: 'b.c', lines: bare })).toHaveLength(0);
  for (let commit = 0; commit < 65; commit++) search.offer(commit, signatureOf({ path: 'b.c', lines: often }));
  expect([search.find(0, 99, () => false), search.find(1, 99, () => false)]).toEqual([[], []]);
  const away = new LineSearch(new Map([[0, patchOf(often)]]), match);
  const removing = often.map((line) => `-${line.slice(1)}`);
  const gone = new LineSearch(new Map([[0, patchOf(removing)]]), match);
  gone.offer(0, signatureOf({ path: 'b.c', lines: removing }));
  expect(gone.find(0, 99, () => false)).toEqual([]);
  away.offer(0, signatureOf({ path: 'b.c', lines: often.map((line) => `-${line.slice(1)}`) }));
  expect(away.find(0, 99, () => false)).toEqual([]);
});
