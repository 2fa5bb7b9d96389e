// Vendored trees: what counts as an edit, how the release is found, and what a newer release would absorb.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProjectReport, Report } from '../../src/model/report.js';
import { PLAIN } from '../../src/report/index.js';
import { terminal } from '../../src/report/terminal.js';
import { history, tinyRepo } from '../support/tiny-repo.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { NOW, projectOf, reportOn } from '../scenarios/judge.js';
import { BOUND_FRAME, PEEK } from '../scenarios/patches.js';
import { SOURCES } from '../scenarios/sources.js';
import { filesConfig } from '../support/files-config.js';

const KEYWORDS = ['NetBSD', 'Id'];

/** Upstream with releases 1.0 and 1.1, the latter with a bound frame; the copy is made from 1.0. */
async function trackCopy(
  local: Readonly<Record<string, string>>,
  pruned: readonly string[] = [],
  base: string | null = null,
) {
  const h = history();
  h.tag('0.9', { at: h.commit({ message: 'begin', files: { 'src/queue.c': 'int old;\n' } }) });
  h.tag('1.0', { at: h.commit({ message: 'base', files: SOURCES }) });
  h.tag('1.1', { at: h.commit({ message: 'ring: bound the frame', files: { 'src/net/ring.c': BOUND_FRAME } }) });
  h.commit({ message: 'next', files: { 'src/version.h': '#define VERSION "2.0"\n' } });
  const upstream = await tinyRepo(h);
  const folder = await temporaryDirectory();
  for (const [path, content] of Object.entries(local)) {
    await mkdir(dirname(join(folder.path, 'pkg', path)), { recursive: true });
    await writeFile(join(folder.path, 'pkg', path), content);
  }
  const files = filesConfig('vendored', { pruned, keywords: KEYWORDS });
  return reportOn(await projectOf(upstream.path, folder.path, { downstream: { branches: [], base, files } }));
}

function applied(path: string, change: typeof BOUND_FRAME): string {
  const text = SOURCES[path] ?? '';
  return String(typeof change === 'function' ? change(text) : change);
}

test('each edited file is a patch; what a newer release has is landed there', async () => {
  const local = {
    ...SOURCES,
    'src/net/ring.c': applied('src/net/ring.c', BOUND_FRAME),
    'src/queue.c': applied('src/queue.c', PEEK),
    'src/netbsd.c': 'int netbsd_only_in_the_copy(void);\n',
  };
  const report = await trackCopy(local, [], '1.0');
  expect(report.patches.map(({ subject, status, landing }) => [subject, status, landing?.release])).toEqual([
    ['src/net/ring.c: edited in the copy', 'landed', '1.1'],
    ['src/netbsd.c: only in the copy', 'pending', undefined],
    ['src/queue.c: edited in the copy', 'pending', undefined],
  ]);
  expect(report.notices.map(({ severity, message }) => [severity, message])).toEqual([
    ['info', 'pkg: 4 files unchanged, 2 changed, 1 only here, 0 pruned, 0 only upstream'],
  ]);
  const absorbs = { patches: 1, hunks: 1, insertions: 4, deletions: 0, files: 1 };
  expect(report.upstream).toMatchObject({ releases: [{ name: '1.1', absorbs }], absorbs });
  expect(terminal.report(single(report), PLAIN)).toContain(
    '  absorb      1.1: 1 patch (+4 −0), main: 1 patch (+4 −0); of 3 patches (+',
  );
});

test('without a base the release with the most equal files is taken', async () => {
  const report = await trackCopy({ ...SOURCES, 'src/queue.c': applied('src/queue.c', PEEK) });
  expect(report.notices[0]).toMatchObject({ message: 'pkg: it is taken for a copy of 1.0: 5 of 6 files are equal' });
  expect(report.patches.map(({ subject }) => subject)).toEqual(['src/queue.c: edited in the copy']);
});

test('id keywords are no edit, however they are expanded', async () => {
  const path = 'src/queue.c';
  const marked = `/*\t$NetBSD: queue.c,v 1.3 2020/02/02 10:00:00 joe Exp $\t*/\n\n${SOURCES[path]}`;
  const report = await trackCopy({ ...SOURCES, [path]: marked.replace('\n\n', '\n') });
  expect(report.patches).toEqual([]);
  const edited = await trackCopy({ ...SOURCES, [path]: marked.replace('return -ENOSPC', 'return -EAGAIN') });
  expect(edited.patches.map(({ size }) => size)).toEqual([{ hunks: 2, insertions: 2, deletions: 1, files: 1 }]);
});

test('files left out are pruned where a list says so, else only upstream', async () => {
  const { ChangeLog, 'aclocal.m4': generated, ...rest } = SOURCES;
  expect([ChangeLog, generated]).not.toContain(undefined);
  const report = await trackCopy(rest, ['ChangeLog'], '1.0');
  expect(report.notices.map(({ message }) => message)).toContain(
    'pkg: 4 files unchanged, 0 changed, 0 only here, 1 pruned, 1 only upstream (aclocal.m4)',
  );
});

test('a tree that is no copy of any release says so', async () => {
  const report = await trackCopy({ 'other.txt': 'another program\n' });
  expect(report.notices.map(({ code }) => code)).toContain('downstream.unknown-base');
});

/** A report of one project. */
function single(project: ProjectReport): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'landfall', version: '0' },
    generatedAt: NOW.toISOString(),
    projects: [project],
  };
}
