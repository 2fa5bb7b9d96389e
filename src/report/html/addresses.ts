// Where each page of the site is, and how pages name each other: relative, so that the site opens from any folder.
import { createHash } from 'node:crypto';

/** The front page, from the folder of the site. */
export const FRONT = 'index.html';

/** A project's page, from the folder of the site. */
export function projectPath(project: string): string {
  return `${folderName(project)}/index.html`;
}

/** A patch's page, from the folder of the site. */
export function patchPath(project: string, id: string): string {
  return `${folderName(project)}/${patchLink(id)}`;
}

/** Part `at`, from 0, of the list of a fleet's projects, from the folder of the site. */
export function listPath(at: number): string {
  return `projects-${at + 1}.html`;
}

/** Where a link to a patch leads: to a page of its own, or to its row of the list. */
export type PatchLinks = 'pages' | 'rows';

/** A patch's row in the list of its project's page. */
export function rowName(id: string): string {
  return `patch-${folderName(id)}`;
}

/** A patch's page, from its project's page. */
export function patchLink(id: string): string {
  return `patch/${folderName(id)}.html`;
}

/** A name that every file system and address takes as it is; two names that differ have names that differ. */
function folderName(name: string): string {
  if (/^[a-z0-9](?:[a-z0-9_.-]{0,62}[a-z0-9])?$/.test(name) && !RESERVED.test(name)) return name;
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const digest = createHash('sha256').update(name).digest('hex').slice(0, DIGITS);
  return `${plain.slice(0, PLAIN).replace(/^-+|-+$/g, '')}-${digest}`.replace(/^-/, '');
}

/** Names of devices that Windows takes for no file. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;
/** 48 bits: no two of a stack's names are alike by accident. */
const DIGITS = 12;
const PLAIN = 48;
