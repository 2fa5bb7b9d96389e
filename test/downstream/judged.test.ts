// Packages of patches, from their files to the verdict: what lands, what is noise, what does not fit, what moved.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { expect, test } from 'vitest';
import type { FilesConfig } from '../../src/model/config.js';
import type { ProjectReport } from '../../src/model/report.js';
import { codes, projectOf, reportOn } from '../scenarios/judge.js';
import { BOUND_FRAME, MONOTONIC, PEEK } from '../scenarios/patches.js';
import { SOURCES } from '../scenarios/sources.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { all, edit, history, type History, tinyRepo } from '../support/tiny-repo.js';
import { filesConfig } from '../support/files-config.js';

type TextEdit = (text: string) => string;

const RING = 'src/net/ring.c';
const QUEUE = 'src/queue.c';
const TIMER = 'src/timer.c';
const OLDER = edit('return "unknown";', 'return "?";');

/** Upstream up to the release that packages are made of; the timer's words were other ones before. */
function upstreamOf(after: (h: History) => unknown = () => undefined): History {
  const h = history();
  h.commit({ message: 'begin', files: { ...SOURCES, [TIMER]: textOf(TIMER, OLDER) } });
  h.tag('v1.0', { at: h.commit({ message: 'timer: name the unknown', files: { [TIMER]: textOf(TIMER) } }) });
  after(h);
  return h;
}

function textOf(path: string, ...changes: TextEdit[]): string {
  return changes.reduce((text, change) => change(text), SOURCES[path] ?? '');
}

/** A pkgsrc patch: the diff from one text of a file to another. */
function patchOf(path: string, change: TextEdit, from: TextEdit = (text) => text, comment = ''): string {
  const before = textOf(path, from);
  const diff = createTwoFilesPatch(`${path}.orig`, path, before, change(before), '2019-08-15 19:01:42', '').replace(
    /^=+\n/,
    '',
  );
  return `$NetBSD$\n\n${comment}${diff}`;
}

async function judgePackage(
  h: History,
  files: Readonly<Record<string, string>>,
  given: Partial<FilesConfig> = {},
): Promise<ProjectReport> {
  const upstream = await tinyRepo(h);
  const folder = await temporaryDirectory();
  for (const [path, content] of Object.entries({ 'pkg/Makefile': 'DISTNAME=\tstory-1.0\n', ...files })) {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), content);
  }
  const downstream = { branches: [], files: filesConfig('pkgsrc', given) };
  return reportOn(await projectOf(upstream.path, folder.path, { downstream }));
}

function verdicts(report: ProjectReport) {
  return report.patches.map(({ origin, status, noise }) => [origin.kind === 'file' && origin.path, noise ?? status]);
}

test('patches are judged like commits, on the base that the package names', async () => {
  const h = upstreamOf((up) => up.commit({ message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } }));
  const report = await judgePackage(h, {
    'pkg/patches/patch-aa': patchOf(RING, BOUND_FRAME),
    'pkg/patches/patch-ab': patchOf(QUEUE, PEEK),
  });
  expect(verdicts(report)).toEqual([
    ['pkg/patches/patch-aa', 'landed'],
    ['pkg/patches/patch-ab', 'pending'],
  ]);
  expect(report.patches[0]).toMatchObject({
    landing: { form: 'identical' },
    origin: { kind: 'file', reader: 'pkgsrc', line: 1 },
  });
  expect(report.downstream).toMatchObject([
    { kind: 'pkgsrc', branch: 'pkg', tip: null, base: h.refs.get('refs/tags/v1.0')?.oid, patches: 2 },
  ]);
  expect(report.notices).toEqual([]);
});

test('noise is told apart: empty, in the base already, backwards', async () => {
  const report = await judgePackage(upstreamOf(), {
    'pkg/patches/patch-aa': '$NetBSD$\n',
    'pkg/patches/patch-ab': patchOf(TIMER, edit('return "?";', 'return "unknown";'), OLDER),
    'pkg/patches/patch-ac': patchOf(TIMER, OLDER),
    'pkg/patches/patch-ad': patchOf(QUEUE, PEEK),
  });
  expect(verdicts(report).map(([, status]) => status)).toEqual(['empty', 'in-base', 'backwards', 'pending']);
});

test('what brings back older code and says why is no noise', async () => {
  const comment = 'The scripts of our users look for the question mark.\n\n';
  const report = await judgePackage(upstreamOf(), {
    'pkg/patches/patch-aa': patchOf(TIMER, OLDER, undefined, comment),
  });
  expect(verdicts(report)).toEqual([['pkg/patches/patch-aa', 'pending']]);
});

test('a text that does not fit its base is compared as it stands, and told with file and line', async () => {
  const another = all(
    edit('        ring->dropped++;\n', '        ring->lost++;\n'),
    edit('    descriptor->flags &= ~DESCRIPTOR_OWNED;\n', '    descriptor->flags = 0;\n'),
    edit('    ring_advance(ring, 1);\n', '    ring_step(ring);\n'),
  );
  const h = upstreamOf((up) => up.commit({ message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } }));
  const report = await judgePackage(h, { 'pkg/patches/patch-aa': patchOf(RING, BOUND_FRAME, another) });
  expect(report.notices.map(({ message }) => message)).toEqual([
    `pkg/patches/patch-aa:3: the change of ${RING} does not fit the base: only its text is compared`,
  ]);
  expect(report.patches[0]).toMatchObject({ status: 'landed', patchId: null, size: { insertions: 4 } });
});

test('of a patch that could not be read in full nothing is concluded', async () => {
  const context = '*** src/queue.c.orig\n--- src/queue.c\n***************\n*** 1,2 ****\n! a\n--- 1,2 ----\n! b\n';
  const h = upstreamOf((up) => up.commit({ message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } }));
  const report = await judgePackage(h, { 'pkg/patches/patch-aa': patchOf(RING, BOUND_FRAME) + context });
  expect(verdicts(report)).toEqual([['pkg/patches/patch-aa', 'pending']]);
  expect(codes(report)).toEqual(['downstream.patch-file']);
});

test('a series that names what is not there is no whole result', async () => {
  const files = {
    'pkg/patches/series': 'here.patch -p0\nlost.patch -p0\n',
    'pkg/patches/here.patch': patchOf(QUEUE, PEEK),
  };
  const report = await judgePackage(upstreamOf(), files, { kind: 'quilt' });
  expect(report.notices).toContainEqual(
    expect.objectContaining({ severity: 'error', message: expect.stringContaining('series:2: ') as string }),
  );
});

const GONE = '--- src/gone.c.orig\t2019-08-15 19:01:42\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-int gone;\n-int lost;\n';

test.each([
  ['story-1.0', 'known'],
  ['story-7.0', 'not known'],
])('that a file to be taken away is missing proves nothing: base %s is %s', async (name) => {
  const files = { 'pkg/Makefile': `DISTNAME=\t${name}\n`, 'pkg/patches/patch-aa': GONE };
  expect(verdicts(await judgePackage(upstreamOf(), files))).toEqual([['pkg/patches/patch-aa', 'pending']]);
});

test('a patch whose content is there and whose mode is not is still a change', async () => {
  const text = patchOf(TIMER, edit('return "?";', 'return "unknown";'), OLDER)
    .replace(/^\$NetBSD\$\n\n/, '')
    .replace(/^--- .*\n\+\+\+ .*\n/m, `--- a/${TIMER}\n+++ b/${TIMER}\n`);
  const head = `diff --git a/${TIMER} b/${TIMER}\nold mode 100644\nnew mode 100755\n`;
  const report = await judgePackage(upstreamOf(), { 'pkg/patches/patch-aa': head + text });
  expect(report.patches.map(({ noise }) => noise)).toEqual([null]);
});

test('a submodule that a patch brings is told, and stops nothing', async () => {
  const text = `diff --git a/dep b/dep\nnew file mode 160000\nindex 0000000..1234567\n--- /dev/null\n+++ b/dep\n@@ -0,0 +1 @@\n+Subproject commit ${'1'.repeat(40)}\n`;
  const report = await judgePackage(upstreamOf(), { 'pkg/patches/patch-aa': text });
  expect([verdicts(report), codes(report)]).toEqual([[['pkg/patches/patch-aa', 'pending']], ['downstream.unfit']]);
});

test('a file that upstream moved and edited is followed', async () => {
  const to = 'src/clock/timer.c';
  const h = upstreamOf((up) => {
    const moved = edit('#include "timer.h"', '#include "clock/timer.h"')(textOf(TIMER));
    up.commit({ message: 'move the timer', files: { [TIMER]: null, [to]: moved } });
    up.commit({ message: 'timer: survive suspend', files: { [to]: MONOTONIC } });
  });
  const idle = edit('return "idle";', 'return "not armed yet";');
  const report = await judgePackage(h, {
    'pkg/patches/patch-aa': patchOf(TIMER, MONOTONIC),
    'pkg/patches/patch-ab': patchOf(TIMER, idle),
  });
  expect(verdicts(report).map(([, status]) => status)).toEqual(['landed', 'pending']);
});

test('files that the makefile or the config copies over the tree are patches too', async () => {
  const copies = 'DISTNAME=\tstory-1.0\npre-configure:\n\t${CP} ${FILESDIR}/nvmm.c ${WRKSRC}/accel/nvmm.c\n';
  const content = Array.from({ length: 30 }, (_, line) => `int nvmm_register_${line}(struct machine *machine);\n`).join(
    '',
  );
  const h = upstreamOf((up) => up.commit({ message: 'accel: add nvmm', files: { 'accel/nvmm.c': content } }));
  const files = {
    'pkg/Makefile': copies,
    'pkg/files/nvmm.c': content,
    'pkg/files/own.c': 'int own_file_of_the_port;\n',
  };
  const report = await judgePackage(h, files, { overlays: [{ from: 'files/own.c', to: 'src/own.c' }] });
  expect(verdicts(report)).toEqual([
    ['pkg/files/nvmm.c', 'landed'],
    ['pkg/files/own.c', 'pending'],
  ]);
});

test('at a revision of a repository, who touched a file last stands for an author', async () => {
  const h = upstreamOf();
  const package_ = history();
  const first = package_.commit({
    message: 'import',
    files: { 'pkg/Makefile': 'DISTNAME=\tstory-1.0\n', 'pkg/patches/patch-aa': patchOf(QUEUE, PEEK) },
  });
  package_.commit({ message: 'drop all', files: { 'pkg/patches/patch-aa': null } });
  const [upstream, repository] = [await tinyRepo(h), await tinyRepo(package_)];
  const files = filesConfig('pkgsrc', { ref: first.oid });
  const project = await projectOf(upstream.path, repository.path, { downstream: { branches: [], files } });
  const report = await reportOn(project);
  expect(report.downstream[0]?.tip).toBe(first.oid);
  expect(report.patches[0]?.author.name).toMatch(/\w/);
  const now = await reportOn({
    ...project,
    downstream: project.downstream.map((entry) => ({ ...entry, files: { ...files, ref: 'HEAD' } })),
  });
  expect([now.patches, codes(now)]).toEqual([[], ['downstream.empty']]);
});

test('a pin that upstream does not know is told with file and line', async () => {
  const report = await judgePackage(upstreamOf(), {
    'pkg/Makefile': 'NAME=\tstory\n\nDISTNAME=\t${NAME}-7.0\n',
    'pkg/patches/patch-aa': patchOf(QUEUE, PEEK),
  });
  expect(codes(report)).toEqual(['downstream.unknown-pin', 'downstream.unknown-base', 'downstream.unrelated']);
  expect(report.notices[0]?.message).toBe('pkg/Makefile:3: upstream has no tag for story-7.0');
  expect(verdicts(report)).toEqual([['pkg/patches/patch-aa', 'pending']]);
});

test('a stub that repeats what another patch brings has not landed with it', async () => {
  const names = Array.from(
    { length: 14 },
    (_, place) => `int nvmm_vcpu_operation_${place}(CPUState *cpu, unsigned flags)`,
  );
  const code = names
    .map((name) => `${name}\n{\n    return nvmm_machine_call(cpu, flags, "${name.slice(4, 24)}");\n}\n`)
    .join('\n');
  const stub = names.map((name) => `${name}\n{\n    return -1;\n}\n`).join('\n');
  const h = upstreamOf((up) => up.commit({ message: 'accel: add nvmm', files: { 'accel/nvmm-all.c': code } }));
  const files = { 'pkg/files/nvmm-all.c': code, 'pkg/files/nvmm-stub.c': stub };
  const overlays = ['nvmm-all.c', 'nvmm-stub.c'].map((name) => ({ from: `files/${name}`, to: `accel/${name}` }));
  const report = await judgePackage(h, files, { overlays });
  expect(verdicts(report).map(([, status]) => status)).toEqual(['landed', 'pending']);
});
