// What each kind of downstream writes around its patches: headers, series, mails, versions; and what names the base.
import { describe, expect, test } from 'vitest';
import { tagsFor, upstreamVersion } from '../../src/downstream/pinned-base.js';
import { withoutKeywords } from '../../src/downstream/id-keywords.js';
import { parsePatchHeader } from '../../src/patch/patch-header.js';
import { bugsIn } from '../../src/patch/bug-links.js';
import { parsePatchText } from '../../src/patch/parse-patch-text.js';
import { parseMessage } from '../../src/patch/message.js';
import { diffOf, readWith } from './patch-folder.js';

describe('a pkgsrc patch', () => {
  test('names person and date in its id line, and says the rest in a comment', async () => {
    const text = `$NetBSD: patch-x.c,v 1.2 2019/04/24 13:59:32 ryoon Exp $\n\nSupport NAME_MAX.\nUpstream-Status: Pending\n\n${diffOf('x.c', 'y')}`;
    const { patches } = await readWith('pkgsrc', { 'pkg/patches/patch-x.c': text });
    const [patch] = patches;
    expect(patch).toMatchObject({ author: { name: 'ryoon' }, date: Date.UTC(2019, 3, 24, 13, 59, 32) / 1000 });
    expect(patch?.message).toBe('patch-x.c: Support NAME_MAX.\n\nUpstream-Status: Pending');
    expect(parseMessage(patch?.message ?? '').declared).toMatchObject({ status: 'pending' });
  });

  test('may hold many files, or none; its header says which, not its name', async () => {
    const { patches } = await readWith('pkgsrc', {
      'pkg/patches/patch-aa': `$NetBSD$\n\n${diffOf('a/one.c', 'x')}${diffOf('b/two.c', 'y')}`,
      'pkg/patches/patch-b__b.c': '$NetBSD$\n',
      'pkg/patches/patch-b_c.c.orig': diffOf('b/c.c', 'kept copy'),
    });
    expect(patches.map(({ files }) => files.map(({ names }) => names[0]))).toEqual([['a/one.c', 'b/two.c'], []]);
  });
});

describe('what is declared around a patch', () => {
  test('a pkgsrc comment names a report, where the patch was sent, or the commit it is from', async () => {
    const told = async (comment: string) => {
      const { patches } = await readWith('pkgsrc', {
        'pkg/patches/patch-x.c': `$NetBSD$\n\n${comment}\n\n${diffOf('x.c', 'y')}`,
      });
      const { citations, declared } = parseMessage(patches[0]?.message ?? '');
      return { citations, status: declared?.status ?? null, bugs: bugsIn(patches[0]?.message ?? '') };
    };
    const nothing = { citations: [], status: null, bugs: [] };
    const bug = 'https://sourceware.org/bugzilla/show_bug.cgi?id=25567';
    expect(await told(`Fix the build on NetBSD.\nReported as ${bug}.`)).toEqual({ ...nothing, bugs: [bug] });
    expect(await told('PR toolchain/54321, see https://gnats.NetBSD.org/54321')).toEqual({
      ...nothing,
      bugs: ['https://gnats.NetBSD.org/54321'],
    });
    const request = 'https://github.com/jemalloc/jemalloc/pull/1850';
    expect(await told(`Sent: ${request}`)).toEqual({ ...nothing, status: 'submitted' });
    expect(await told(`Sent: ${request}\nUpstream-Status: Denied`)).toEqual({ ...nothing, status: 'rejected' });
    const commit = 'https://github.com/jemalloc/jemalloc/commit/5e29e514f689';
    expect(await told(`From upstream,\n${commit}`)).toEqual({ ...nothing, citations: ['5e29e514f689'] });
    expect(await told('See the manual, https://example.org/manual.html')).toEqual(nothing);
  });

  test("OpenWrt's folders declare what is in them, unless a patch says otherwise itself", async () => {
    const { patches } = await readWith('openwrt', {
      'pkg/backport-6.6/100-a.patch': diffOf('x.c', 'a'),
      'pkg/hack-6.6/200-b.patch': diffOf('x.c', 'b'),
      'pkg/pending-6.6/300-c.patch': `Subject: c\n\nUpstream-Status: Submitted\n\n${diffOf('x.c', 'c')}`,
      'pkg/patches/400-d.patch': diffOf('x.c', 'd'),
    });
    expect(patches.map(({ message }) => parseMessage(message).declared?.status)).toEqual([
      'landed',
      'local',
      undefined,
      'submitted',
    ]);
  });

  test("Debian's source format is read: only in 3.0 (quilt) does dpkg-source apply the series", async () => {
    const remarksOf = async (format: string | null) =>
      (
        await readWith('debian', {
          'pkg/debian/patches/series': '',
          ...(format !== null && { 'pkg/debian/source/format': format }),
        })
      ).remarks.map(({ path, says }) => `${path}: ${says.slice(0, 24)}`);
    expect(await remarksOf('3.0 (quilt)\n')).toEqual([]);
    expect(await remarksOf('3.0 (native)\n')).toEqual(['pkg/debian/source/format: the format is 3.0 (nativ']);
    expect(await remarksOf(null)).toEqual(['pkg/debian/source/format: it is not there, so that']);
  });
});

describe('a series', () => {
  test('has comments, strip levels, and names that must stay inside', async () => {
    const series = '# first\nsub/a.patch -p0 # why\n../outside.patch\n/etc/passwd\nb.patch -R\ngone.patch\n';
    const { patches, remarks } = await readWith('quilt', {
      'pkg/series': series,
      'pkg/sub/a.patch': diffOf('x.c', 'a'),
      'pkg/b.patch': diffOf('x.c', 'b'),
    });
    expect(patches.map(({ path, files }) => [path, files[0]?.names[0]])).toEqual([['pkg/sub/a.patch', 'x.c']]);
    expect(remarks.map(({ line, says }) => [line, says.replace(/^\S+ /, '')])).toEqual([
      [3, 'lies outside the folder of the series and was not read'],
      [4, 'lies outside the folder of the series and was not read'],
      [5, 'is applied in reverse (-R), which is not read'],
      [6, 'is not there, or too large'],
    ]);
  });

  test('may name a file of several commits: each is a patch, at its line', async () => {
    const commit = (subject: string) =>
      `From ${'1'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: A <a@b.c>\nSubject: [PATCH 1/2] ${subject}\n\n---\n${diffOf('x.c', subject)}-- \n2.39\n\n`;
    const { patches } = await readWith('quilt', {
      'pkg/series': 'all.patch -p0\n',
      'pkg/all.patch': commit('one') + commit('two'),
    });
    expect(patches.map(({ message, line }) => [message, line])).toEqual([
      ['one', 1],
      ['two', 16],
    ]);
  });
});

test('a DEP-3 header becomes subject, body and trailers', () => {
  const header = parsePatchHeader(
    'Description: Survive a clock that is set back\n The timer counts down.\n .\n Twice.\nAuthor: Jo <jo@example.org>\nOrigin: upstream, https://example.org/commit/0123456789abcdef\nForwarded: not-needed\nLast-Update: 2021-02-03\n\n---\nThis header follows DEP-3\n',
  );
  expect(header).toEqual({
    subject: 'Survive a clock that is set back',
    message:
      'Survive a clock that is set back\n\nThe timer counts down.\n\nTwice.\n\nOrigin: upstream, https://example.org/commit/0123456789abcdef\nForwarded: not-needed\nLast-Update: 2021-02-03',
    author: { name: 'Jo', email: 'jo@example.org' },
    date: Date.UTC(2021, 1, 3) / 1000,
  });
  expect(parseMessage(header.message)).toMatchObject({
    citations: ['0123456789abcdef'],
    declared: { status: 'local' },
  });
});

test('of a series mailed twice the newest version counts, and knows the ids of the other', async () => {
  const mail = (version: string, part: string, subject: string, id: string, above = '') =>
    `From a Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\nMessage-Id: <${id}>\n${above === '' ? '' : `References: <${above}>\n`}Subject: [PATCH${version} ${part}] ${subject}\n\nText.\n---\ndiff --git a/x.c b/x.c\n${diffOf('b/x.c', id).replace('--- b/x.c.orig', '--- a/x.c')}\n`;
  const box =
    mail('', '1/2', 'queue: peek', 'one@v1') +
    mail('', '2/2', 'queue: drain', 'two@v1', 'one@v1') +
    mail(' v2', '1/3', 'queue: peek', 'one@v2') +
    mail(' v2', '3/3', 'queue: count', 'three@v2', 'one@v2');
  const { patches, remarks } = await readWith('mbox', { 'pkg/list.mbox': box });
  expect(patches.map(({ message }) => message.split('\n')[0])).toEqual(['queue: peek', 'queue: count']);
  expect(parseMessage(patches[0]?.message ?? '').keys).toEqual(['message-id:one@v1', 'message-id:one@v2']);
  expect(remarks.map(({ says }) => says)).toEqual(['of the 3 patches of this series 2 is not here']);
});

test.each([
  ['gdb-8.2.1', ['gdb-8.2.1-release', 'binutils-8_2_1'], 'gdb-8.2.1-release'],
  ['gdb-7.6', ['gdb_7_6-2013-04-26-release', 'gdb_7_6_1-2013-08-30-release'], 'gdb_7_6-2013-04-26-release'],
  ['qemu-4.1.0nb2', ['v4.1.0-rc1', 'v4.1.0', 'v4.1.1'], 'v4.1.0'],
  ['jemalloc-5.1.0', ['5.1.0', '5.1'], '5.1.0'],
  ['samba-4.17.12', ['samba-4.17.1', 'samba-4.17.12', 'ldb-4.17.12'], 'samba-4.17.12'],
  ['v2.0', ['v2.0'], 'v2.0'],
  ['story', ['v1'], undefined],
])('the pin %s finds its tag', (text, names, expected) => {
  const tags = names.map((name) => ({ name, commit: name }));
  expect(tagsFor({ text, path: '', line: 1 }, tags)[0]?.name).toBe(expected);
});

test('a Debian version without what is Debian’s', () => {
  expect(['2:4.17.12+dfsg-0+deb12u4', '252.39-1~deb12u2', '1:2.36-9', '5.3.0'].map(upstreamVersion)).toEqual([
    '4.17.12',
    '252.39',
    '2.36',
    '5.3.0',
  ]);
});

test('keyword lines are as upstream has them', () => {
  const upstream = '/* $Id$ */\nint x;\n';
  expect(
    withoutKeywords('/* $Id: x.c,v 1.2 joe Exp $ */\n# $NetBSD: x $\nint x; /* $NetBSD$ */\n', upstream, [
      'Id',
      'NetBSD',
    ]),
  ).toBe('/* $Id$ */\nint x; /* $NetBSD$ */\n');
});

test('time stamps, missing files and kept copies tell what a diff does', () => {
  const diff = (old: string, fresh: string) =>
    parsePatchText(Buffer.from(`--- ${old}\n+++ ${fresh}\n@@ -0,0 +1 @@\n+x\n`), 1).files[0];
  expect(diff('a/x.c.orig\t2019-01-01 00:00:00', 'a/x.c')).toMatchObject({ names: ['x.c', 'x.c.orig'], added: false });
  expect(diff('/dev/null', 'b/new.c')).toMatchObject({ names: ['new.c'], added: true });
  expect(diff('a/new.c\t1970-01-01 00:00:00.000000000 +0000', 'b/new.c')).toMatchObject({ added: true });
  expect(diff('old-1.0/x y.c  2019-01-01 10:00:00', 'new-1.0/x y.c')).toMatchObject({ names: ['x y.c'] });
});
