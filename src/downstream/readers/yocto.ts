// Yocto and OpenEmbedded recipes: the patches that SRC_URI names, in its order, with `Upstream-Status:` in each.
import { posix } from 'node:path';
import type { FileTree } from '../../git/tree-files.js';
import { decodeText } from '../../patch/decode.js';
import { readMakeVariables } from '../make-variables.js';
import { pinsOf } from '../read-numbered.js';
import { readPatchFile } from '../read-series.js';
import { tooLarge } from '../remarks.js';
import type { PatchReader, PatchSet, Pin, Remark } from '../reader.js';

/** `file://0001-x.patch;striplevel=2` anywhere in a recipe. */
const NAMED = /\bfile:\/\/([^\s;"'\\]+\.(?:patch|diff))((?:;[\w-]+=[^\s;"'\\]*)*)/g;

/** Reads the recipe at the path, or the recipes in the folder. */
export const yocto: PatchReader = {
  kind: 'yocto',
  read: async (tree, files) => {
    const isRecipe = /\.(?:inc|bb|bbappend)$/;
    const folder = isRecipe.test(files.path) ? posix.dirname(files.path) : files.path;
    const all = await tree.list(isRecipe.test(files.path) ? '' : files.path);
    const chosen = isRecipe.test(files.path) ? [files.path] : all.filter((path) => isRecipe.test(path));
    // What several recipes share comes first: they append to it.
    const recipes = chosen.sort((a, b) => Number(b.endsWith('.inc')) - Number(a.endsWith('.inc')));
    const contents = await tree.read(recipes);
    const read = await readNamed(tree, all, contents, folder, files.strip ?? 1);
    const pins = pinsOf(readMakeVariables(unquotedValues(contents)), ['SRCREV', 'PV']);
    return { ...read, pins: [...pins, ...recipes.flatMap(pinOfName)] };
  },
};

async function readNamed(
  tree: FileTree,
  all: readonly string[],
  recipes: ReadonlyMap<string, Buffer>,
  folder: string,
  strip: number,
): Promise<Omit<PatchSet, 'pins'>> {
  const remarks: Remark[] = [];
  const wanted: { path: string; strip: number }[] = [];
  for (const [recipe, content] of recipes) {
    decodeText(content)
      .split('\n')
      .forEach((line, place) => {
        if (line.trimStart().startsWith('#')) return;
        for (const [, name = '', options = ''] of line.matchAll(NAMED)) {
          const path = all.find((known) => known.startsWith(folder) && `/${known}`.endsWith(`/${name}`));
          if (path) wanted.push({ path, strip: Number(/;striplevel=(\d+)/.exec(options)?.[1] ?? strip) });
          else remarks.push({ path: recipe, line: place + 1, says: `${name} is not there` });
        }
      });
  }
  const contents = await tree.read(wanted.map(({ path }) => path));
  const patches = wanted.flatMap(({ path, strip: own }) => {
    const content = contents.get(path);
    const read = content ? readPatchFile(path, content, own) : tooLarge(path);
    remarks.push(...read.remarks);
    return read.patches;
  });
  return { patches, remarks };
}

/** BitBake quotes values, makefiles do not. */
function unquotedValues(recipes: ReadonlyMap<string, Buffer>): [string, Buffer][] {
  return [...recipes].map(([path, content]) => [
    path,
    Buffer.from(decodeText(content).replace(/^(\s*\w+\s*[:?+]*=\s*)"([^"\n]*)"\s*$/gm, '$1$2')),
  ]);
}

function pinOfName(path: string): Pin[] {
  const [, name, version] = /([^/_]+)_([^/_]+)\.bb$/.exec(path) ?? [];
  return name === undefined || version === undefined ? [] : [{ text: `${name}-${version}`, path, line: 1 }];
}
