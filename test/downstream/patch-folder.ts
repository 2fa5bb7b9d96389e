// The same patches as each kind of downstream keeps them, and an upstream to apply them to.
import type { FileTree } from '../../src/git/tree-files.js';
import { filesConfig } from '../support/files-config.js';
import type { FilesConfig, ReaderKind } from '../../src/model/config.js';
import type { PatchSet, UpstreamFiles } from '../../src/downstream/reader.js';
import { READERS } from '../../src/downstream/readers/index.js';

/** A patch of one file: a name for it, and its text. */
export interface Written {
  readonly name: string;
  readonly text: string | Buffer;
}

/** A diff that turns line `two` of a file of three lines into `word`. */
export function diffOf(path: string, word: string): string {
  return `--- ${path}.orig\t2019-08-15 19:01:42.000000000 +0000\n+++ ${path}\n@@ -1,3 +1,3 @@\n one\n-two\n+${word}\n three\n`;
}

/** Kinds whose files hold diffs; a vendored tree has none. */
export type TextKind = Exclude<ReaderKind, 'vendored'>;

/** How each kind lays its files out: paths to contents, below the folder `pkg`. */
export const LAYOUTS: Readonly<Record<TextKind, (patches: readonly Written[]) => Record<string, string | Buffer>>> = {
  pkgsrc: (patches) =>
    Object.fromEntries([
      ['pkg/Makefile', 'DISTNAME=\tstory-1.0\n'],
      ...patches.map(({ name, text }) => [`pkg/patches/patch-${name}`, join('$NetBSD$\n\n', text)]),
    ]),
  quilt: (patches) =>
    Object.fromEntries([
      ['pkg/patches/series', patches.map(({ name }) => `${name} -p0\n`).join('')],
      ...patches.map(({ name, text }) => [`pkg/patches/${name}`, join(`Subject: ${name}\n\n`, text)]),
    ]),
  debian: (patches) =>
    Object.fromEntries([
      ['pkg/debian/changelog', 'story (1.0-3) unstable; urgency=medium\n'],
      ['pkg/debian/source/format', '3.0 (quilt)\n'],
      ['pkg/debian/patches/series', patches.map(({ name }) => `${name} -p0\n`).join('')],
      ...patches.map(({ name, text }) => [`pkg/debian/patches/${name}`, join(`Description: ${name}\n\n`, text)]),
    ]),
  'freebsd-ports': (patches) =>
    Object.fromEntries([
      ['pkg/Makefile', 'PORTNAME=\tstory\nDISTVERSION=\t1.0\n'],
      ...patches.map(({ name, text }) => [`pkg/files/patch-${name}`, text]),
    ]),
  openwrt: (patches) =>
    Object.fromEntries([
      ['pkg/Makefile', 'PKG_NAME:=story\nPKG_VERSION:=1.0\n'],
      ...patches.map(({ name, text }, place) => [`pkg/patches/${100 + place}-${name}.patch`, join('', gitNames(text))]),
    ]),
  yocto: (patches) =>
    Object.fromEntries([
      [
        'pkg/story_1.0.bb',
        `SRC_URI = "${patches.map(({ name }) => `file://${name}.patch;striplevel=0 \\\n`).join('')}"\n`,
      ],
      ...patches.map(({ name, text }) => [
        `pkg/files/${name}.patch`,
        join(`${name}\n\nUpstream-Status: Pending\n`, text),
      ]),
    ]),
  mbox: (patches) => ({
    'pkg/series.mbox': Buffer.concat(
      patches.map(({ name, text }, place) => {
        const subject = `Subject: [PATCH ${place + 1}/${patches.length}] ${name}`;
        const head = `From a Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\nMessage-Id: <${name}@example.org>\n${subject}\n\nText.\n---\n`;
        return join(head, Buffer.concat([Buffer.from(gitNames(text)), Buffer.from('\n')]));
      }),
    ),
  }),
};

/** The same diff with git's two folders in front of its names. */
function gitNames(text: string | Buffer): Buffer {
  const named = text
    .toString('latin1')
    .replace(/^--- (.*)\.orig/gm, '--- a/$1')
    .replace(/^\+\+\+ (?=[^\n])/gm, '+++ b/');
  return Buffer.from(named, 'latin1');
}

/** Files in memory as a tree; those of `large` are listed and not read. */
function treeOf(files: Readonly<Record<string, string | Buffer>>, large: readonly string[]): FileTree {
  const paths = Object.keys(files).sort();
  const below = (folder: string) => (path: string) => folder === '' || path === folder || path.startsWith(`${folder}/`);
  return {
    list: (folder) => Promise.resolve(paths.filter(below(folder))),
    read: (wanted) =>
      Promise.resolve(
        new Map(
          wanted
            .filter((path) => Object.hasOwn(files, path) && !large.includes(path))
            .map((path) => [path, Buffer.from(files[path] ?? '')]),
        ),
      ),
  };
}

const NO_UPSTREAM: UpstreamFiles = {
  releases: [],
  base: null,
  list: () => Promise.resolve([]),
  read: () => Promise.resolve(new Map()),
};

/** Reads files with the reader of a kind. */
export function readWith(
  kind: ReaderKind,
  files: Readonly<Record<string, string | Buffer>>,
  given: Partial<FilesConfig> = {},
  large: readonly string[] = [],
): Promise<PatchSet> {
  return READERS[kind].read(treeOf(files, large), filesConfig(kind, given), NO_UPSTREAM);
}

function join(head: string, text: string | Buffer): Buffer {
  return Buffer.concat([Buffer.from(head), Buffer.from(text)]);
}
