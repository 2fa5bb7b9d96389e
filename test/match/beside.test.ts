// Where a change stands: its surroundings, or for a new file its path.
import { expect, test } from 'vitest';
import { besideOf } from '../../src/match/beside.js';
import { layOut } from '../../src/match/patch-lines.js';
import { parseDiff } from '../../src/patch/parse-diff.js';

const bringing = (path: string, text: string) =>
  parseDiff(
    Buffer.from(
      `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,1 @@\n+${text}\n`,
    ),
  );

test('a new file stands beside one of the same path only', () => {
  const patch = layOut({ files: bringing('test/ring.c', 'int ring_test(void);') }, () => false);
  const beside = (path: string) => {
    const files = bringing(path, 'int other_test(void);');
    return besideOf(patch, new Map([[0, new Set(files)]]), () => 1)[0];
  };
  expect(beside('test/ring.c')).toBeGreaterThan(0);
  expect(beside('other/ring.c')).toBe(0);
});
