// A patch that was read from a file, told apart from the commit that stands for it in the workspace.
import { createHash } from 'node:crypto';
import type { Patch } from '../model/patch.js';
import type { ChainLink } from './build-chain.js';
import type { FoundPatch } from './reader.js';

/** The patch as its file has it; `standIn` was read from the commit made of it. */
export function filePatch(standIn: Patch, link: ChainLink): Patch {
  const { patch, reader, atBase, files, unreadable } = link;
  return {
    ...standIn,
    id: digestOf(patch),
    origin: { kind: 'file', reader, path: patch.path, line: patch.line },
    parent: atBase === 'applies' ? standIn.parent : null,
    atBase,
    unreadable: standIn.unreadable || unreadable,
    files: files ?? standIn.files,
    // The stand-in changes less than the text, or nothing.
    patchId: files === null ? standIn.patchId : null,
  };
}

/** Hex digits that name the patch by its file and its text, whatever it is applied to. */
function digestOf({ path, message, files, wholes }: FoundPatch): string {
  const hash = createHash('sha1').update(`${path}\0${message}\0`);
  for (const { names, hunks } of files) {
    hash.update(`${names[0] ?? ''}\0`);
    for (const { lines } of hunks) hash.update(lines.join('\n'));
  }
  for (const { path: to, content } of wholes) hash.update(`${to}\0`).update(content ?? '');
  return hash.digest('hex');
}
