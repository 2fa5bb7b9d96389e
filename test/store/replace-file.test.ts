// A file is replaced whole, and stays what it was: its mode, and the link that leads to it.
import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceFile, replacePrivateFile } from '../../src/store/replace-file.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

test('an output keeps the mode of the file it replaces, and is behind the link that it was behind', async () => {
  const { path } = await temporaryDirectory();
  await mkdir(join(path, 'site'));
  const [file, link] = [join(path, 'site', 'page.html'), join(path, 'latest.html')];
  await writeFile(file, 'old');
  await chmod(file, 0o626);
  await symlink('site/page.html', link);
  await replaceFile(link, 'new');
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect([await readFile(file, 'utf8'), await modeOf(file)]).toEqual(['new', '626']);
  expect(await readdir(join(path, 'site'))).toEqual(['page.html']);
});

test('a new output is as the umask has it, what is kept is of the user alone', async () => {
  const { path } = await temporaryDirectory();
  await replaceFile(join(path, 'report.txt'), 'x');
  expect(await modeOf(join(path, 'report.txt'))).toBe((0o666 & ~process.umask()).toString(8));
  const kept = join(path, 'cache', 'kept');
  await replacePrivateFile(kept, 'x');
  await chmod(kept, 0o666);
  await replacePrivateFile(kept, 'y');
  expect([await modeOf(kept), await modeOf(join(path, 'cache'))]).toEqual(['600', '700']);
});

test('what cannot be replaced stays, with nothing beside it', async () => {
  const { path } = await temporaryDirectory();
  await mkdir(join(path, 'folder'));
  await expect(replaceFile(join(path, 'folder'), 'x')).rejects.toThrow('EISDIR');
  await expect(replaceFile(join(path, 'none', 'x'), 'x')).rejects.toThrow('ENOENT');
  expect(await readdir(path)).toEqual(['folder']);
});
