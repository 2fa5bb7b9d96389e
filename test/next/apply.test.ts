// Plans carried out: new branches and folders only, the same ones each time, and nothing where something conflicts.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Tracked } from '../../src/track.js';
import { applyToBranch, applyToFolder, theBranch } from '../../src/next/apply.js';
import { exportSeries } from '../../src/next/export.js';
import { plan, withPlan } from '../../src/next/plan.js';
import { seriesOf } from '../../src/next/series.js';
import type { ReaderKind } from '../../src/model/config.js';
import { todoText } from '../../src/report/sheet/todo.js';
import { LAYOUTS } from '../downstream/patch-folder.js';
import { filesConfig } from '../support/files-config.js';
import { begin, projectOf } from '../scenarios/judge.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { edit, type History, tinyRepo } from '../support/tiny-repo.js';
import { AS_SOMEBODY, OPTIONS, stackRepo } from './stories.js';

const GROW = edit(
  '        return -ENOSPC;\n',
  '        queue_grow_ring(queue);\n        return queue_push(queue, item);\n',
);
const COUNT = edit('    queue->head = next;\n', '    queue->head = next;\n    queue->statistics.pushed_items += 1;\n');

/** One patch landed, two apply; upstream went on. */
function tellSound(h: History): void {
  const landed = h.commit({ branch: 'local', message: 'queue: grow', files: { 'src/queue.c': GROW } });
  h.commit({ branch: 'local', message: 'queue: count', files: { 'src/queue.c': COUNT } });
  h.commit({
    branch: 'local',
    message: Buffer.from('notes: caf\xe9\n\nSigned-off-by: V <v@example.org>\n', 'latin1'),
    encoding: 'ISO-8859-1',
    files: { 'NOTES.vendor': 'build with the vendor clock\n' },
  });
  h.pick(landed);
  h.commit({ message: 'release notes', files: { NEWS: 'the ring grows\n' } });
}

const apply = (tracked: Tracked, name?: string) =>
  withPlan(tracked, OPTIONS, (planned) => applyToBranch(planned, theBranch(planned), name));

test('a new branch holds what a rebase leaves, and the old one stays', async () => {
  const { repo, tracked } = await stackRepo(tellSound);
  const before = await repo.git('for-each-ref', 'refs/heads');
  const applied = await apply(tracked, 'next');
  expect(applied).toMatchObject({ made: 'made', branch: 'next' });
  expect(await repo.git('for-each-ref', 'refs/heads/local', 'refs/heads/main')).toBe(before);
  expect(await repo.git('fsck', '--strict', '--no-dangling')).toBe('');
  await repo.git(...AS_SOMEBODY, 'rebase', '-q', 'main', 'local');
  expect(await repo.git('rev-parse', 'next^{tree}')).toBe(await repo.git('rev-parse', 'local^{tree}'));
  const facts = ['log', '--format=%an %ae %at %s %b', 'main..'];
  expect(await repo.git(...facts.slice(0, -1), 'main..next')).toBe(
    await repo.git(...facts.slice(0, -1), 'main..local'),
  );
  expect(await repo.git('cat-file', 'commit', 'next')).toContain('encoding ISO-8859-1');
});

test('the same plan makes the same branch: a second run finds it, another name is refused', async () => {
  const { repo, tracked } = await stackRepo(tellSound);
  const [first, second] = [await apply(tracked), await apply(tracked)];
  expect([first.made, second.made]).toEqual(['made', 'already']);
  expect(first.rebuilt.tip).toBe(second.rebuilt.tip);
  await expect(apply(tracked, 'main')).rejects.toMatchObject({ code: 'plan.branch-taken' });
  await expect(apply(tracked, '-x..y')).rejects.toMatchObject({ code: 'plan.branch-taken' });
  expect(await repo.git('rev-parse', 'main')).toBe(repo.oid('main'));
});

test('upstream may lie in another repository: what the downstream lacks of it comes along', async () => {
  const { h } = begin();
  tellSound(h);
  const upstream = await tinyRepo(h);
  const { h: own } = begin();
  own.commit({ branch: 'local', message: 'queue: count', files: { 'src/queue.c': COUNT } });
  const downstream = await tinyRepo(own);
  const tracked = { project: await projectOf(upstream.path, downstream.path), notices: [] };
  expect((await apply(tracked, 'next')).made).toBe('made');
  expect(await downstream.git('fsck', '--strict', '--no-dangling')).toBe('');
  expect(await downstream.git('rev-parse', 'next^')).toBe(upstream.oid('main'));
});

test('where a patch conflicts nothing is made', async () => {
  const { repo, tracked } = await stackRepo();
  const before = await repo.git('for-each-ref');
  const applied = await apply(tracked, 'next');
  expect(applied.made).toBe('no');
  expect(applied.rebuilt.stuck.map(({ files }) => files)).toEqual([['src/timer.c'], ['src/timer.c']]);
  expect(await repo.git('for-each-ref')).toBe(before);
});

test('an exported series applies with git am; what conflicts lies apart', async () => {
  const { repo, tracked } = await stackRepo();
  const { path } = await temporaryDirectory();
  const folderFor = async (name: string) => {
    await mkdir(join(path, name), { recursive: true });
    return join(path, name);
  };
  const statuses = ['pending', 'superseded'] as const;
  const rebuilt = await withPlan(tracked, OPTIONS, (planned) => exportSeries(planned, statuses, folderFor));
  expect(rebuilt.steps.map(({ subject }) => subject)).toEqual([
    'queue: count what is pushed',
    'notes: for the vendor build',
  ]);
  const mails = (await readdir(path)).filter((name) => name.endsWith('.patch')).sort();
  expect(mails).toHaveLength(2);
  expect(await readdir(join(path, 'does-not-apply'))).toHaveLength(1);
  expect(rebuilt.stuck.map(({ files }) => files)).toEqual([['src/timer.c']]);
  await repo.git('switch', '-q', '--detach', 'main');
  await repo.git(...AS_SOMEBODY, 'am', ...mails.map((name) => join(path, name)));
  expect(await repo.git('show', 'HEAD~:src/queue.c')).toContain('statistics');
});

const LANDED = '--- src/queue.c.orig\n+++ src/queue.c\n';

test('a pkgsrc package loses its dropped patches, and distinfo follows', async () => {
  const { tracked, package: path } = await packageRepo('pkgsrc', (patch) => ({
    'patches/patch-src_queue.c': `$NetBSD: patch-src_queue.c,v 1.2 2019/08/15 19:01:42 dev Exp $\n\nGrow.\n\n${patch}`,
    'patches/patch-src_own.c':
      '$NetBSD$\n\nOurs.\n\n--- src/own.c.orig\n+++ src/own.c\n@@ -0,0 +1 @@\n+int vendor_own_clock;\n',
    Makefile: 'DISTNAME=\tstory-1.0\n',
    distinfo:
      '$NetBSD$\n\nBLAKE2s (story-1.0.tar.gz) = 00\nSHA1 (patch-src_own.c) = stale\nSHA1 (patch-src_queue.c) = 11\n',
  }));
  const { path: out } = await temporaryDirectory();
  const copied = await withPlan(tracked, OPTIONS, (planned) =>
    applyToFolder(planned, theBranch(planned), () => Promise.resolve(out)),
  );
  expect(copied.dropped.map(({ file }) => file)).toEqual(['pkg/patches/patch-src_queue.c']);
  expect(await readdir(join(out, 'patches'))).toEqual(['patch-src_own.c']);
  const kept = await readFile(join(out, 'patches/patch-src_own.c'), 'latin1');
  const sum = createHash('sha1').update(kept.replace('$NetBSD$\n', '')).digest('hex');
  expect(await readFile(join(out, 'distinfo'), 'latin1')).toBe(
    `$NetBSD$\n\nBLAKE2s (story-1.0.tar.gz) = 00\nSHA1 (patch-src_own.c) = ${sum}\n`,
  );
  expect(await readdir(join(path, 'pkg/patches'))).toHaveLength(2);
});

test('a quilt series keeps its own words; a dropped patch is a comment that says why', async () => {
  const { tracked } = await packageRepo('quilt', (patch) => ({
    'patches/series': '# ours\nqueue.patch -p0 # from the list\nown.patch -p0\n',
    'patches/queue.patch': patch,
    'patches/own.patch': '--- src/own.c.orig\n+++ src/own.c\n@@ -0,0 +1 @@\n+int vendor_own_clock;\n',
  }));
  const { path: out } = await temporaryDirectory();
  const todo = await withPlan(tracked, OPTIONS, async (planned) => {
    const branch = theBranch(planned);
    await applyToFolder(planned, branch, () => Promise.resolve(out));
    return todoText(branch, planned.plan.onto, await seriesOf(planned, branch));
  });
  expect(todo.split('\n')).toEqual([
    '# ours',
    expect.stringMatching(/^# queue\.patch -p0 # from the list # landed: /),
    expect.stringMatching(/^own\.patch -p0 # pending: /),
    '',
  ]);
  const lines = (await readFile(join(out, 'patches/series'), 'utf8')).split('\n');
  expect(lines[0]).toBe('# ours');
  expect(lines[1]).toMatch(/^# queue\.patch -p0 # from the list # landed: /);
  expect(lines[2]).toBe('own.patch -p0');
  expect((await readdir(join(out, 'patches'))).sort()).toEqual(['own.patch', 'series']);
});

const OWN = '--- src/own.c.orig\n+++ src/own.c\n@@ -0,0 +1 @@\n+int vendor_own_clock;\n';

test.each(['quilt', 'debian', 'freebsd-ports', 'openwrt'] as const)(
  '%s: a new folder holds what is left, and reads as the old one did without what was dropped',
  async (kind) => {
    const layout = (patch: string) =>
      Object.fromEntries(
        Object.entries(
          LAYOUTS[kind]([
            { name: 'queue', text: patch },
            { name: 'own', text: OWN },
          ]),
        ).map(([path, content]) => [path.slice('pkg/'.length), content] as const),
      );
    const { tracked, package: path } = await packageRepo(kind, layout, kind === 'openwrt' ? 1 : 0);
    const before = await filesBelow(join(path, 'pkg'));
    const { path: out } = await temporaryDirectory();
    const copied = await withPlan(tracked, OPTIONS, (planned) =>
      applyToFolder(planned, theBranch(planned), () => Promise.resolve(out)),
    );
    const gone = copied.dropped.map(({ file }) => file?.slice('pkg/'.length) ?? '');
    expect(gone).toEqual([expect.stringMatching(/queue(\.patch)?$/)]);
    expect(copied.byHand).toEqual([]);
    const after = await filesBelow(out);
    expect([...after.keys()]).toEqual([...before.keys()].filter((name) => !gone.includes(name)));
    for (const [name, content] of after) if (!name.endsWith('series')) expect(content).toBe(before.get(name));
    expect(await filesBelow(join(path, 'pkg'))).toEqual(before);
    const project = {
      ...tracked.project,
      downstream: tracked.project.downstream.map((entry) => ({
        ...entry,
        repository: out,
        files: entry.files && { ...entry.files, path: '' },
      })),
    };
    const again = await plan({ project, notices: [] }, OPTIONS);
    expect(again.branches[0]?.steps.map(({ decision }) => decision)).toEqual(['keep']);
  },
);

/** Contents by path, sorted. */
async function filesBelow(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = paths
    .sort()
    .map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'latin1')] as const);
  return new Map(await Promise.all(contents));
}

/** An upstream that took the queue patch, and a folder of patches on its release 1.0; `files` are given that patch's text. */
async function packageRepo(kind: ReaderKind, files: (patch: string) => Record<string, string | Buffer>, strip = 0) {
  const { h, base } = begin();
  h.tag('story-1.0', { at: base });
  h.commit({ message: 'queue: grow', files: { 'src/queue.c': GROW } });
  h.commit({ message: 'queue: count', files: { 'src/queue.c': COUNT } });
  const upstream = await tinyRepo(h);
  const diff = await upstream.git('diff', '--no-prefix', 'story-1.0', 'main~1', '--', 'src/queue.c');
  const patch = `${LANDED}${diff.slice(diff.indexOf('@@'))}\n`;
  const { path } = await temporaryDirectory();
  for (const [name, text] of Object.entries(files(patch))) {
    await mkdir(dirname(join(path, 'pkg', name)), { recursive: true });
    await writeFile(join(path, 'pkg', name), text);
  }
  const set = filesConfig(kind, { strip });
  const project = await projectOf(upstream.path, path, { downstream: { branches: [], base: 'story-1.0', files: set } });
  return { tracked: { project, notices: [] }, package: path };
}
