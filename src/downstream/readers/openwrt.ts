// OpenWrt packages: numbered files in `patches`, or in `patches-VERSION`.
import { readMakeVariables } from '../make-variables.js';
import { pinsOf, readNumbered } from '../read-numbered.js';
import type { FoundPatch, PatchReader } from '../reader.js';

const PINS = ['PKG_SOURCE_VERSION', 'PKG_VERSION', 'LINUX_VERSION'];

/** What the folders of OpenWrt's kernel patches say of all that is in them: `backport-6.6`, `pending-6.6`, `hack-6.6`. */
const FOLDERS: readonly (readonly [RegExp, string])[] = [
  [/^backport(?:-|$)/, 'Backport'],
  [/^pending(?:-|$)/, 'Pending'],
  [/^hack(?:-|$)/, 'Inappropriate'],
];

/** Reads a package, or a folder of numbered patches. */
export const openwrt: PatchReader = {
  kind: 'openwrt',
  read: async (tree, files) => {
    const within = (name: string) => (files.path === '' ? name : `${files.path}/${name}`);
    const found = await readNumbered(tree, files.path, files.strip ?? 1, (path) => /\.(?:patch|diff)$/.test(path));
    const variables = readMakeVariables(await tree.read([within('Makefile')]));
    return { ...found, patches: found.patches.map(declaredByFolder), pins: pinsOf(variables, PINS) };
  },
};

/** The patch with what its folder declares, below the subject: what it says itself stands behind that, and counts. */
function declaredByFolder(patch: FoundPatch): FoundPatch {
  const folders = patch.path.split('/').slice(0, -1).reverse();
  const named = folders.flatMap((folder) => FOLDERS.flatMap(([of, word]) => (of.test(folder) ? [[word, folder]] : [])));
  const [word, folder] = named[0] ?? [];
  if (word === undefined) return patch;
  const [subject = '', ...rest] = patch.message.split('\n');
  return { ...patch, message: [subject, '', `Upstream-Status: ${word} [${folder}]`, ...rest].join('\n') };
}
