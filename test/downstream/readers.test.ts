// What holds for every reader of patches in files, whatever its kind.
import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectOf, reportOn } from '../scenarios/judge.js';
import { runs } from '../support/property-tests.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { history, tinyRepo } from '../support/tiny-repo.js';
import { diffOf, LAYOUTS, readWith, type TextKind } from './patch-folder.js';
import { filesConfig } from '../support/files-config.js';

describe.each(Object.keys(LAYOUTS) as TextKind[])('the reader of %s', (kind) => {
  const lay = LAYOUTS[kind];

  test('keeps the order, and finds every file of every patch', async () => {
    const names = ['a1', 'a2', 'b10'];
    const { patches, remarks } = await readWith(
      kind,
      lay(names.map((name) => ({ name, text: diffOf('src/x.c', name) }))),
    );
    expect(patches.map(({ files }) => files.map((file) => [file.names[0], file.hunks[0]?.lines[2]]))).toEqual(
      names.map((name) => [['src/x.c', `+${name}`]]),
    );
    expect(remarks).toEqual([]);
  });

  test('tells file and line of what is broken, and reads the rest', async () => {
    const broken = diffOf('src/x.c', 'cut').replace('-1,3 +1,3', '-1,9 +1,9');
    const written = [
      { name: 'a1', text: diffOf('src/y.c', 'whole') },
      { name: 'a2', text: broken },
    ];
    const { patches, remarks } = await readWith(kind, lay(written));
    expect(patches).toHaveLength(2);
    expect(remarks).toHaveLength(1);
    const [remark] = remarks;
    const file = String(lay(written)[remark?.path ?? '']).split('\n');
    expect(file[(remark?.line ?? 0) - 1]).toBe('@@ -1,9 +1,9 @@');
  });

  test('law: any bytes give patches and remarks', async () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '--- ',
        '+++ ',
        '@@ -1,2 +1,9 @@\n',
        'diff --git a/x b/x\n',
        '\n',
        '*** a\n',
        'From: x\n',
        '+',
        '-',
        ' ',
        '\\ No',
      ),
      fc.constantFrom(diffOf('a/../../x', 'y'), diffOf('x', 'y')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece), fc.uint8Array({ maxLength: 40 }), async (pieces, bytes) => {
        const text = Buffer.concat([Buffer.from(pieces.join('')), bytes]);
        const { patches } = await readWith(kind, lay([{ name: 'a', text }]));
        expect(patches.length).toBeLessThanOrEqual(1 + pieces.length);
      }),
      { numRuns: runs(60) },
    );
  });

  test('a patch file that is larger than what is read is told', async () => {
    const files = lay([{ name: 'a1', text: diffOf('src/x.c', 'x') }]);
    const [large = ''] = Object.keys(files).filter((path) => String(files[path]).includes('--- '));
    const { patches, remarks } = await readWith(kind, files, {}, [large]);
    expect(patches).toEqual([]);
    expect(remarks).toMatchObject([{ severity: 'error', says: expect.stringContaining('larg') as string }]);
  });

  test('stays inside the tree, runs nothing and writes nothing', async () => {
    const folder = await temporaryDirectory();
    const files = lay([
      { name: 'a1', text: diffOf('../../outside.c', 'out') },
      { name: 'a2', text: diffOf('/etc/passwd', 'root') },
      { name: 'a3', text: diffOf('.git/hooks/post-checkout', 'run') },
      { name: 'a4', text: diffOf('src/x.c', 'fine') },
    ]);
    await writeFiles(folder.path, files);
    const before = await contentsOf(folder.path);
    const h = history();
    h.tag('story-1.0', { at: h.commit({ message: 'base', files: { 'src/x.c': 'one\ntwo\nthree\n' } }) });
    const upstream = await tinyRepo(h);
    const project = await projectOf(upstream.path, folder.path, {
      downstream: { branches: [], base: 'story-1.0', files: filesConfig(kind) },
    });
    const report = await reportOn(project);
    expect(report.patches.map(({ status, size }) => [status, size.insertions])).toEqual([
      ['pending', 0],
      ['pending', 0],
      ['pending', 0],
      ['pending', 1],
    ]);
    expect(report.notices.filter(({ message }) => message.includes('no path inside'))).toHaveLength(3);
    expect(await contentsOf(folder.path)).toEqual(before);
  });
});

async function writeFiles(root: string, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

async function contentsOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const)),
  );
}
