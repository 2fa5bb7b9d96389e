// A patch that was read from a file, told apart from the commit that stands for it in the workspace.
import type { Patch } from '../model/patch.js';
import type { ChainLink } from './import-links.js';

/** The patch as its file has it; `standIn` was read from the commit made of it. */
export function filePatch(standIn: Patch, link: ChainLink): Patch {
  const { digest, patch, reader, atBase, files, unreadable } = link;
  return {
    ...standIn,
    id: digest,
    origin: { kind: 'file', reader, path: patch.path, line: patch.line },
    parent: atBase === 'applies' ? standIn.parent : null,
    atBase,
    unreadable: standIn.unreadable || unreadable,
    files: files ?? standIn.files,
    // The stand-in changes less than the text, or nothing.
    patchId: files === null ? standIn.patchId : null,
  };
}
