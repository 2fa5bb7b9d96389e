// What an edited line is worth: what is left of it where it stands in its place, less where it may be another one.
import { expect, test } from 'vitest';
import { packagedSettings } from '../../src/config/load.js';
import { compare } from '../../src/match/compare.js';
import { layOut } from '../../src/match/patch-lines.js';
import { emptyMatch } from '../../src/model/match.js';
import { parseDiff } from '../../src/patch/parse-diff.js';

const { match: settings } = await packagedSettings();

/** A hunk in a file whose old lines are these, and that adds those behind them. */
const adding = (path: string, old: string, lines: readonly string[]) =>
  parseDiff(
    Buffer.from(
      `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1,${lines.length + 1} @@\n ${old}\n` +
        lines.map((line) => `+${line}\n`).join(''),
    ),
  );

const OPEN = 'ring_open(ring, size);';
const CLOSE = 'ring_close(ring, size);';
const OURS = [OPEN, 'log_debug("ring of %d", ring->size);', CLOSE];
const EDITED = 'log_debug("ring of %d", ring->length);';

/** The credit of the middle line, against a commit that adds these lines. */
function credit(path: string, old: string, theirs: readonly string[]): number {
  const patch = layOut({ files: adding('net/ring.c', 'ring_setup(device);', OURS) }, () => false);
  const found = Int32Array.of(...[0, 2].filter((line) => theirs.includes(OURS[line] ?? '')));
  const match = {
    ...emptyMatch(0),
    lines: found,
    credits: Float32Array.from(found, () => 1),
    kin: Uint8Array.from(found, () => 1),
  };
  return compare(patch, adding(path, old, theirs), match, () => settings.strayBits, settings).fates[1]?.credit ?? 0;
}

test('an edited line between the lines that stand around it is worth what is left of it, else the square of that', () => {
  const inOrder = credit('net/ring.c', 'ring_setup(device);', [OPEN, EDITED, CLOSE]);
  const square = inOrder ** 2;
  expect(inOrder).toBeGreaterThan(settings.editedLine);
  expect(credit('net/ring.c', 'ring_setup(device);', [OPEN, CLOSE, EDITED])).toBeCloseTo(square);
  expect(credit('net/ring.c', 'ring_setup(device);', [OPEN, EDITED])).toBeCloseTo(square);
  expect(credit('net/ring.c', 'other(thing);', [OPEN, EDITED, CLOSE])).toBeCloseTo(square);
  expect(credit('sys/pool.c', 'ring_setup(device);', [OPEN, EDITED, CLOSE])).toBeCloseTo(square);
  expect(credit('net/ring.c', 'ring_setup(device);', [EDITED])).toBeCloseTo(square);
});
