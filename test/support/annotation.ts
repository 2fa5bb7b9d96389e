// An annotation of the configuration with everything left out that a test does not care about.
import type { Annotation } from '../../src/model/config.js';

export function annotationOf(given: Partial<Annotation>): Annotation {
  return {
    commit: null,
    file: null,
    patchId: null,
    subject: null,
    status: null,
    reason: null,
    upstream: null,
    hold: false,
    expires: null,
    gate: null,
    ...given,
  };
}
