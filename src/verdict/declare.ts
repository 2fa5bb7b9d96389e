// What people decided about a patch: annotations of the config, else what its own message declares.
import { annotationNames, isAboutFate } from '../model/annotation.js';
import type { Annotation } from '../model/config.js';
import type { Declared, Patch } from '../model/patch.js';

const HEX = /^[0-9a-f]{7,64}$/i;

/** The declaration that holds for a patch: the last annotation that names it, else its own trailer or prefix, else null. */
export function declare(patch: Patch, annotations: readonly Annotation[]): Declared | null {
  const annotation = annotations.findLast((candidate) => isAboutFate(candidate) && annotationNames(candidate, patch));
  if (!annotation) return patch.facts.declared;
  const upstream = annotation.upstream;
  return {
    status: annotation.status ?? (upstream === null ? 'ambiguous' : 'landed'),
    by: 'annotation',
    text: annotation.reason ?? upstream ?? annotation.status ?? '',
    commit: upstream !== null && HEX.test(upstream) ? upstream : null,
    url: upstream !== null && !HEX.test(upstream) ? upstream : null,
    reason: annotation.reason,
    hold: annotation.hold,
  };
}
