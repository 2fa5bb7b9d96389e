// Writes a file as a whole or not at all.
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Puts a file, of the user alone, in the place of whatever is there, and makes its folder where that is missing. Throws
 * when the disk is full: write-file-atomic takes half a file for a whole one then, as it writes only once. What is lost in a
 * power cut is not guarded against: who reads it checks it.
 */
export async function replaceFile(file: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: OWN_FOLDER });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, content, { mode: OWN_FILE });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** What is kept names the commits of repositories that others on the machine may not be allowed to read. */
const OWN_FOLDER = 0o700;
const OWN_FILE = 0o600;
