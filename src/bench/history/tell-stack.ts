// The downstream side of the generated history: each patch on the one before it.
import type { PlannedPatch } from './landings.js';
import { applyHunk } from './patch.js';
import type { SourceFile } from './source-tree.js';
import type { Writer } from './writer.js';

/** Days between a patch and its landing. */
const AGE = 30;

/** Tells the stack on top of the commit with this mark. */
export function tellStack(writer: Writer, patches: readonly PlannedPatch[], ref: string, first: number): void {
  const own = new Map<SourceFile, SourceFile>();
  let tip = first;
  for (const { hunks, subject, trailer, landsAt } of patches) {
    const touched = [...new Set(hunks.map((hunk) => hunk.file))];
    for (const file of touched) own.set(file, own.get(file) ?? { ...file, lines: [...file.lines] });
    const files = touched.flatMap((file) => own.get(file) ?? []);
    for (const hunk of hunks) applyHunk(own.get(hunk.file)?.lines ?? [], hunk);
    tip = writer.commit({ ref, number: landsAt, parents: [tip], files, subject, trailer, age: AGE });
  }
}
