// A token from end to end: it goes to its server, and into nothing that is written or said, whatever the server answers.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeGitHub } from '../submissions/fake-github.js';
import { type Answer, type Asked, loopback } from '../submissions/loopback.js';
import { append, tinyRepo } from '../support/tiny-repo.js';
import { room } from './support.js';

const TOKEN = 'ghp_a_secret_that_nobody_may_see';

async function told(answer: (asked: Asked) => Answer | null, later: readonly (readonly string[])[] = []) {
  const place = await room();
  const server = await loopback(answer);
  const repo = await tinyRepo((h) => {
    h.point('local', h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }));
    h.commit({ branch: 'local', message: 'net: bound', files: { 'a.c': append('int bounded_frame_of_the_ring;\n') } });
  });
  const side = `repository: '${repo.path}'`;
  const config = `name: demo\nupstream: { url: 'https://example.org/x.git', ${side}, branch: main }\ndownstream: [{ ${side}, branches: [local] }]\n`;
  await writeFile(
    join(place.path, 'landfall.yaml'),
    `${config}submissions: [{ github: up/stream, api: '${server.url}', authors: [ann] }]\n`,
  );
  const env = { GITHUB_TOKEN: TOKEN, GITHUB_API_URL: server.url };
  const runs = [await place.call(['status', '--sync'], { env })];
  for (const args of later) runs.push(await place.call(args, { env }));
  const files = await readdir(place.path, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
  );
  return { server, runs, all: [...runs.flatMap(({ out, err }) => [out, err]), ...texts].join('\n') };
}

it('is in no output, report, page or kept answer', async () => {
  const { server, runs, all } = await told(fakeGitHub([{ number: 7, title: 'net: bound' }]), [
    ['status', '--format', 'json', '--output', 'report.json'],
    ['report', '--html', 'pages'],
  ]);
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(all).toContain('bounded_frame_of_the_ring');
  expectSecret(server.asked, all);
});

it('nor is it in what is said of a server that refuses it', async () => {
  const { server, all } = await told(() => ({ status: 401, body: { message: 'Bad credentials' } }));
  expect(all).toContain('the token is not valid');
  expectSecret(server.asked, all);
});

function expectSecret(asked: readonly Asked[], all: string): void {
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.every(({ headers }) => headers.authorization === `token ${TOKEN}`)).toBe(true);
  expect(all).not.toContain(TOKEN);
  // Nor in the form in which a header might carry it.
  expect(all).not.toContain(Buffer.from(TOKEN).toString('base64').slice(0, -4));
}
