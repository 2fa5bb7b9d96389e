// Which patches an annotation of the configuration is about.
import type { Annotation } from './config.js';
import type { Patch } from './patch.js';

/** True when the annotation names the patch: by (abbreviated) commit id, by patch-id or by its whole subject. */
export function annotationNames(annotation: Annotation, patch: Pick<Patch, 'origin' | 'patchId' | 'subject'>): boolean {
  if (annotation.commit !== null) return patch.origin.oid.startsWith(annotation.commit.toLowerCase());
  if (annotation.patchId !== null) return patch.patchId === annotation.patchId.toLowerCase();
  return patch.subject === annotation.subject;
}

/** True when the annotation says what has become of the patch; false when it only speaks to the gate. */
export function isAboutFate({ status, upstream, gate }: Annotation): boolean {
  return status !== null || upstream !== null || gate === null;
}

/** How an annotation names its patch, for messages. */
export function annotationName({ commit, patchId, subject }: Annotation): string {
  return commit ?? patchId ?? JSON.stringify(subject);
}
