// Which patches an annotation of the configuration is about.
import type { Annotation } from './config.js';
import type { Patch } from './patch.js';

/** True when the annotation names the patch: by (abbreviated) commit id, by patch-id or by its whole subject. */
export function annotationNames(annotation: Annotation, patch: Patch): boolean {
  if (annotation.commit !== null) return patch.origin.oid.startsWith(annotation.commit.toLowerCase());
  if (annotation.patchId !== null) return patch.patchId === annotation.patchId.toLowerCase();
  return patch.subject === annotation.subject;
}
