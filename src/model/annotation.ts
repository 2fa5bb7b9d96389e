// Which patches an annotation of the configuration is about.
import type { Annotation } from './config.js';
import type { Patch } from './patch.js';

/** True when the annotation names the patch: by (abbreviated) commit id, by the end of its file's path, by patch-id or by its whole subject. */
export function annotationNames(annotation: Annotation, patch: Pick<Patch, 'origin' | 'patchId' | 'subject'>): boolean {
  const { origin } = patch;
  if (annotation.commit !== null)
    return origin.kind === 'commit' && origin.oid.startsWith(annotation.commit.toLowerCase());
  if (annotation.file !== null) return origin.kind === 'file' && `/${origin.path}`.endsWith(`/${annotation.file}`);
  if (annotation.patchId !== null) return patch.patchId === annotation.patchId.toLowerCase();
  return patch.subject === annotation.subject;
}

/** True when the annotation says what has become of the patch; false when it only speaks to the gate. */
export function isAboutFate({ status, upstream, gate }: Annotation): boolean {
  return status !== null || upstream !== null || gate === null;
}

/** True from the day after the annotation's last one (UTC). */
export function isOver({ expires }: Annotation, now: Date): boolean {
  return expires !== null && expires < now.toISOString().slice(0, expires.length);
}

/** How an annotation names its patch, for messages. */
export function annotationName({ commit, file, patchId, subject }: Annotation): string {
  return commit ?? file ?? patchId ?? JSON.stringify(subject);
}
