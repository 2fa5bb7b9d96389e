// FreeBSD ports: `files/patch-*`, in the order of their names.
import { readMakeVariables } from '../make-variables.js';
import { pinsOf, readNumbered } from '../read-numbered.js';
import type { PatchReader } from '../reader.js';

const PINS = ['GH_TAGNAME', 'GL_TAGNAME', 'GL_COMMIT', 'DISTVERSION', 'PORTVERSION'];

/** Reads a port. Patches that only an option applies (`extra-patch-*`) are left to it. */
export const freebsdPorts: PatchReader = {
  kind: 'freebsd-ports',
  read: async (tree, files) => {
    const within = (name: string) => (files.path === '' ? name : `${files.path}/${name}`);
    const isPatch = (path: string) => /\/patch-[^/]*$/.test(path) && !/(?:\.orig|\.rej|~)$/.test(path);
    const found = await readNumbered(tree, within('files'), files.strip ?? 0, isPatch);
    const variables = readMakeVariables(await tree.read([within('Makefile')]));
    return { ...found, pins: pinsOf(variables, PINS) };
  },
};
