// Patches of a size that people make by accident. Tracked in a process of their own: what they take of memory would make
// every process that later tests start a slow one (starting one copies the page tables).
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRepository } from '../../../src/git/create-repository.js';
import { room } from '../../cli/support.js';
import { validateReport } from '../../report/validate.js';

const LINES = 100_000;
const LINE = (line: number) =>
  `${String(line).padStart(8)} ${'firmware of the board, as the vendor gave it to us; '.repeat(4)}\n`;

/** The firmware in pieces of a thousand lines. */
function* firmware(): Generator<Buffer> {
  for (let line = 0; line < LINES; line += 1000) {
    yield Buffer.from(Array.from({ length: 1000 }, (_, place) => LINE(line + place)).join(''));
  }
}

/** A fast-import stream: the firmware and a small patch downstream, and the firmware upstream too where it `lands`. */
function* told(lands: boolean): Generator<Buffer> {
  const commit = (branch: string, subject: string, from: string, file: string) =>
    Buffer.from(
      `commit refs/heads/${branch}\ncommitter A <a@example.org> 1577880000 +0000\ndata <<END\n${subject}\nEND\n${from}${file}\n`,
    );
  const small = (path: string, text: string) => `M 100644 inline ${path}\ndata <<END\n${text}\nEND\n`;
  yield Buffer.from(`blob\nmark :1\ndata ${LINES * LINE(0).length}\n`);
  yield* firmware();
  yield commit('main', 'base', '', small('a.c', 'int a;'));
  yield commit('local', 'firmware', 'from refs/heads/main\n', 'M 100644 :1 firmware.h\n');
  yield commit('local', 'small', '', small('a.c', 'int a_of_the_vendor_board(void);'));
  yield commit('main', 'other', '', small('b.c', 'int b;'));
  if (lands) yield commit('main', 'import the firmware', '', 'M 100644 :1 firmware.h\n');
  yield Buffer.from('done\n');
}

async function statusOf(lands: boolean, settings = '') {
  const { path, run } = await room();
  await createRepository({ directory: join(path, 'repo'), stream: told(lands), bare: true });
  await mkdir(join(path, 'config'));
  const config = `upstream: {url: ../repo, repository: ../repo, branch: main}\ndownstream: [{repository: ../repo, branches: [local]}]\n${settings}`;
  await writeFile(join(path, 'config', 'large.yaml'), config);
  const { out, err } = await run(['status', '--format', 'json', '--config', 'config']);
  const [project] = validateReport(out || err).projects;
  if (!project) throw new Error(err);
  const patches = Object.fromEntries(project.patches.map((patch) => [patch.subject, patch]));
  return { codes: project.notices.map(({ code }) => code), patches };
}

test('20 MB that landed: equal contents prove it without being read', async () => {
  expect(LINES * LINE(0).length).toBeGreaterThan(20_000_000);
  const { codes, patches } = await statusOf(true);
  expect(codes.filter((code) => code.startsWith('downstream'))).toEqual([]);
  expect(patches['firmware']?.size).toEqual({ hunks: 1, insertions: LINES, deletions: 0, files: 1 });
  expect(patches['small']?.status).toBe('pending');
  expect(patches['firmware']).toMatchObject({ status: 'landed', remaining: { hunks: 0 } });
});

test('a patch beyond the limit is listed, not read, and no noise', async () => {
  const { codes, patches } = await statusOf(false, 'settings: {limits: {patchBytes: 1000000}}\n');
  expect(codes).toEqual(['downstream.too-large']);
  expect(patches['firmware']).toMatchObject({ status: 'pending', findings: [{ code: 'unreadable' }] });
});
