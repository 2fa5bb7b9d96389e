// Decisions that people gave an end: from the day after it they count no more, and the report says so.
import { annotationName, isOver } from '../model/annotation.js';
import type { Project } from '../model/config.js';
import type { Notice } from '../model/notice.js';

/** The project with the annotations that still count on the day of `now` (UTC), and a notice for each that does not. */
export function withoutExpired(project: Project, now: Date): { project: Project; notices: readonly Notice[] } {
  const expired = project.annotations.filter((annotation) => isOver(annotation, now));
  if (expired.length === 0) return { project, notices: [] };
  return {
    project: { ...project, annotations: project.annotations.filter((annotation) => !isOver(annotation, now)) },
    notices: expired.map((annotation) => ({
      code: 'annotation.expired',
      severity: 'warning',
      message: `the annotation for ${annotationName(annotation)} counted until ${annotation.expires} and counts no more`,
      hint: `decide anew: remove it from ${project.file}, or give it another day`,
    })),
  };
}
