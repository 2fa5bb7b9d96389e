// The files of the generated project, as they stand while its history is told.
import type { Chance } from './chance.js';
import { body, functionText, statement, word } from './source-text.js';

/** A file that is edited in place. */
export interface SourceFile {
  path: string;
  readonly lines: string[];
  /** Lines that patches hang on: upstream leaves them alone, so that a landing can be told. */
  readonly kept: Set<string>;
}

const FILES_A_FOLDER = 20;

/** The first state: `count` files of about a hundred lines in folders of twenty. */
export function firstFiles(chance: Chance, count: number): SourceFile[] {
  const folders = Array.from({ length: Math.ceil(count / FILES_A_FOLDER) }, (_, place) =>
    place % 3 === 0 ? `${word(chance)}${place}` : `${word(chance)}/${word(chance)}${place}`,
  );
  return Array.from({ length: count }, (_, place) => ({
    path: `${chance.pick(folders)}/${word(chance)}-${place}.c`,
    lines: Array.from({ length: 4 + chance.below(6) }, () => functionText(chance)).flat(),
    kept: new Set<string>(),
  }));
}

/** Top folder of a file: what subjects begin with. */
export function areaOf(file: SourceFile): string {
  return file.path.slice(0, file.path.indexOf('/'));
}

/** An everyday edit: one to three hunks of a few lines. */
export function editFile(chance: Chance, file: SourceFile): void {
  for (let hunks = 1 + chance.below(3); hunks > 0; hunks--) {
    const place = chance.below(file.lines.length);
    if (chance.happens(0.1)) file.lines.push(...functionText(chance));
    else if (file.kept.has(file.lines[place] ?? '')) continue;
    else if (chance.happens(0.4)) file.lines[place] = statement(chance);
    // Deletions keep pace with insertions, so that files do not grow without end.
    else if (file.lines.length > 80 && chance.happens(0.6)) deleteLines(file, place, 1 + chance.below(14));
    else file.lines.splice(place, 0, ...body(chance, 1 + chance.below(6)));
  }
}

function deleteLines(file: SourceFile, start: number, count: number): void {
  const doomed = file.lines.slice(start, start + count);
  file.lines.splice(start, doomed.length, ...doomed.filter((line) => file.kept.has(line)));
}
