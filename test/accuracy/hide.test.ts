// What is left of a message when it is hidden.
import { expect, test } from 'vitest';
import { hide } from '../../src/accuracy/hide.js';

const COMMIT = {
  oid: 'f'.repeat(40),
  parents: [],
  tree: '',
  authorName: 'A <U> Thor',
  authorEmail: 'a@example.org',
  authorDate: 10,
  commitDate: 20,
  message: `net: mend it

As broken in 0123456789ab, see the list.

Fixes: 0123456789ab ("net: break it")
Signed-off-by: A U Thor <a@example.org>
(cherry picked from commit ${'c'.repeat(40)})
`,
};

test('mode 0 leaves everything, but for signs that git refuses in names', () => {
  expect(hide(COMMIT, 0, 7, 1)).toEqual({
    author: 'A U Thor <a@example.org>',
    authorDate: 10,
    commitDate: 20,
    message: COMMIT.message,
  });
});

test('mode 1 leaves subject and prose', () => {
  const { message, author, authorDate } = hide(COMMIT, 1, 7, 1);
  expect(message).toBe('net: mend it\n\nAs broken in , see the list.\n');
  expect([author, authorDate]).toEqual(['A U Thor <a@example.org>', 10]);
});

test('mode 2 leaves nothing, and no two subjects are alike', () => {
  const hidden = hide(COMMIT, 2, 7, 1);
  expect(JSON.stringify(hidden)).not.toMatch(/net|mend|Thor|example\.org/);
  expect([hidden.authorDate, hidden.commitDate]).toEqual([1, 1]);
  expect(hide(COMMIT, 2, 8, 1).message).not.toBe(hidden.message);
});
