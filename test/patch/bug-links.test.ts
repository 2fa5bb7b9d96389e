// What addresses in free comments say.
import { expect, test } from 'vitest';
import { trailersFor } from '../../src/patch/bug-links.js';

test('a comment may name a commit, a request and a report; what is too long to be an address is none', () => {
  const host = 'https://example.org';
  const comment = `From ${host}/commit/?id=0123456789ab, sent as ${host}/pull/7; see ${host}/issues/9.`;
  expect(trailersFor(comment)).toEqual([
    `Origin: upstream, ${host}/commit/?id=0123456789ab`,
    `Forwarded: ${host}/pull/7`,
    `Bug: ${host}/issues/9`,
  ]);
  expect(trailersFor(`${host}${'/issues/9'.repeat(300)}`)).toEqual([]);
});
