// Reads one config file from disk.
import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';
import { LandfallError } from '../errors.js';
import { type Parsed, parseYaml } from './parse-yaml.js';

// A thousand annotations take about 200 KB; a file of more than a megabyte is something else.
const MAX_BYTES = 1024 * 1024;

/** Reads and validates a file. Mistakes in it are in `problems`; throws LandfallError config.unreadable. */
export async function readConfigFile<T>(file: string, schema: z.ZodType<T>): Promise<Parsed<T>> {
  return parseYaml(file, await readText(file), schema);
}

async function readText(file: string): Promise<string> {
  const info = await stat(file).catch((cause: unknown) => unreadable(file, 'cannot be read', cause));
  if (!info.isFile()) return unreadable(file, 'is not a regular file');
  if (info.size > MAX_BYTES)
    return unreadable(file, `is larger than ${MAX_BYTES} bytes, the most a config file may have`);
  const bytes = await readFile(file).catch((cause: unknown) => unreadable(file, 'cannot be read', cause));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    return unreadable(file, 'is not UTF-8 text', cause);
  }
}

function unreadable(file: string, why: string, cause?: unknown): never {
  throw new LandfallError(
    'usage',
    'config.unreadable',
    `${file} ${why}.`,
    'Check the file and its permissions.',
    cause,
  );
}
