// How files are named that hold something of one project.
import { createHash } from 'node:crypto';
import type { Project } from '../model/config.js';

/** A file name without its ending. Projects of one name in two config folders do not take each other's place. */
export function fileNameOf(project: Pick<Project, 'name' | 'file'>): string {
  const place = createHash('sha256').update(project.file).digest('hex').slice(0, PLACE_DIGITS);
  return `${project.name}-${place}`;
}

const PLACE_DIGITS = 16;
