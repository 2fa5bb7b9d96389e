// OpenWrt packages: numbered files in `patches`, or in `patches-VERSION`.
import { readMakeVariables } from '../make-variables.js';
import { pinsOf, readNumbered } from '../read-numbered.js';
import type { PatchReader } from '../reader.js';

const PINS = ['PKG_SOURCE_VERSION', 'PKG_VERSION', 'LINUX_VERSION'];

/** Reads a package, or a folder of numbered patches. */
export const openwrt: PatchReader = {
  kind: 'openwrt',
  read: async (tree, files) => {
    const within = (name: string) => (files.path === '' ? name : `${files.path}/${name}`);
    const found = await readNumbered(tree, files.path, files.strip ?? 1, (path) => /\.(?:patch|diff)$/.test(path));
    const variables = readMakeVariables(await tree.read([within('Makefile')]));
    return { ...found, pins: pinsOf(variables, PINS) };
  },
};
