// Folders of patch files that are applied in the order of their names.
import type { FileTree } from '../git/tree-files.js';
import { expanded, type MakeVariable } from './make-variables.js';
import { readPatchFile } from './read-series.js';
import { tooLarge } from './remarks.js';
import type { PatchSet, Pin } from './reader.js';

/** Reads the files for which `isPatch` holds, in the order of their paths. */
export async function readNumbered(
  tree: FileTree,
  folder: string,
  strip: number,
  isPatch: (path: string) => boolean,
): Promise<Omit<PatchSet, 'pins'>> {
  const paths = (await tree.list(folder)).filter(isPatch);
  const contents = await tree.read(paths);
  const read = paths.flatMap((path) => {
    const content = contents.get(path);
    return [content ? readPatchFile(path, content, strip) : tooLarge(path)];
  });
  return { patches: read.flatMap((one) => one.patches), remarks: read.flatMap(({ remarks }) => remarks) };
}

/** Pins that variables of makefiles give, in the order of the names; a template such as `${PORTNAME}-${PORTVERSION}` may stand for one. */
export function pinsOf(variables: ReadonlyMap<string, MakeVariable>, names: readonly string[]): Pin[] {
  return names.flatMap((name) => {
    const variable = variables.get(name);
    const text = expanded(variables, name);
    return variable && text ? [{ text, path: variable.path, line: variable.line }] : [];
  });
}
