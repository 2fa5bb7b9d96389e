// Where the result of a command goes, and how it may look there.
import { stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Environment } from '../config/expand.js';
import { LandfallError, messageOf } from '../errors.js';
import { type Format, FORMATS, PLAIN, type RenderOptions } from '../report/index.js';
import { replaceFile } from '../store/replace-file.js';
import type { World } from './command.js';

/** The options that decide how a result looks and where it goes. */
export interface LookOptions {
  readonly verbose?: boolean | undefined;
  readonly width?: number | undefined;
  readonly ascii?: boolean | undefined;
  readonly output?: string | undefined;
}

/** How a result may look: a file is as wide as a pipe and never painted. */
export function lookOf(world: World, options: LookOptions): RenderOptions {
  const toFile = options.output !== undefined;
  return {
    width: options.width ?? ((toFile ? null : world.columns) || PLAIN.width),
    ascii: options.ascii ?? (!toFile && world.columns !== null && namesOtherCharset(world.env)),
    verbose: options.verbose ?? PLAIN.verbose,
    paint: toFile ? PLAIN.paint : world.paint,
  };
}

/** The format of that name; option parsing has refused all others. */
export function formatNamed(name: string): Format {
  return FORMATS.find((format) => format.name === name) ?? FORMATS[0];
}

/** Writes a result to standard output, or whole or not at all to a file. Throws LandfallError `world`. */
export async function deliver(world: World, text: string, output: string | undefined): Promise<void> {
  if (output === undefined) await world.out(text);
  else await writeWhole(resolve(world.cwd, output), text);
}

/** Throws LandfallError `world` when there is no folder for a file of that path. */
export async function requireFolderOf(file: string): Promise<void> {
  const folder = await stat(dirname(file)).catch(() => null);
  if (folder?.isDirectory()) return;
  throw new LandfallError('world', 'output.unwritable', `${dirname(file)} is no folder`, WRITABLE);
}

const WRITABLE = 'name a file in a folder that is there and can be written';

/** Writes a file so that no reader ever sees a part of it. Throws LandfallError `world`. */
export async function writeWhole(file: string, text: string): Promise<void> {
  try {
    // A pipe or device is written to; replacing it, as is done with files, would destroy it.
    const special = await stat(file).then(
      (found) => !found.isFile() && !found.isDirectory(),
      () => false,
    );
    await (special ? writeFile(file, text) : replaceFile(file, text));
  } catch (cause) {
    const says = `${file} was not written: ${messageOf(cause)}`;
    throw new LandfallError('world', 'output.unwritable', says, WRITABLE, cause);
  }
}

// As the C library has it: the first that is set counts. With none set nothing is known, and terminals speak UTF-8.
function namesOtherCharset(env: Environment): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return locale !== '' && !/utf-?8/iu.test(locale);
}
