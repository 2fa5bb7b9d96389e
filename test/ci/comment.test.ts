// One comment on a pull request: made once, kept up to date, never over the words of a person; the token is in no message.
import { expect, test } from 'vitest';
import { keepComment } from '../../src/github/comment.js';
import { type Comment, githubServer } from './github-server.js';

const MARK = '<!-- mark -->';
const TOKEN = 'ghs_a_secret_that_nobody_may_see';

async function place(comments: Comment[] = [], status?: number) {
  const server = await githubServer({ comments, ...(status === undefined ? {} : { status }) });
  return { server, at: { api: server.api, token: TOKEN, repository: 'ann/thing', number: 7 } };
}

test('it is made, then updated, then left alone; nothing is made where there is nothing to say', async () => {
  const { server, at } = await place();
  expect(await keepComment(at, MARK, null, `${MARK}\nnothing`)).toBe('none');
  expect(await keepComment(at, MARK, `${MARK}\none`, '')).toBe('created');
  expect(await keepComment(at, MARK, `${MARK}\ntwo`, '')).toBe('updated');
  expect(await keepComment(at, MARK, `${MARK}\ntwo\n`, '')).toBe('unchanged');
  expect(await keepComment(at, MARK, null, `${MARK}\nnothing`)).toBe('updated');
  expect(server.comments.map(({ body }) => body)).toEqual([`${MARK}\nnothing`]);
  expect(new Set(server.authorizations)).toEqual(new Set([`token ${TOKEN}`]));
  expect(
    server.asked.every((request) => / \/repos\/ann\/thing\/issues\/(?:7\/comments|comments\/1)$/u.test(request)),
  ).toBe(true);
});

test('a person who quotes the mark keeps the comment', async () => {
  const { server, at } = await place([{ id: 1, body: `${MARK} is what it says`, user: { type: 'User' } }]);
  expect(await keepComment(at, MARK, `${MARK}\none`, '')).toBe('created');
  expect(server.comments[0]?.body).toBe(`${MARK} is what it says`);
});

test.each([403, 404, 500])('the answer %d is told, without the token', async (status) => {
  const { at } = await place([], status);
  const error: unknown = await keepComment(at, MARK, `${MARK}\none`, '').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    kind: 'world',
    code: 'github.comment',
    message: expect.stringContaining(String(status)) as string,
  });
  expect(JSON.stringify(error) + String(error)).not.toContain(TOKEN);
});
