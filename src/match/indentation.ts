// Lines that a commit has in another block than the patch: in some languages that is another program.
import { indentationMatters } from '../patch/white-space.js';
import type { PatchLines } from './patch-lines.js';

/** Terminals, editors and make's manual agree on eight. */
const TAB_WIDTH = 8;

/**
 * Of the added lines that a commit has too, those that are indented deeper or less deep there, among the lines of their hunk: they
 * are in another block. `textOf` gives the commit's text of a line, null where it has none.
 */
export function otherBlockLines(patch: PatchLines, textOf: (line: number) => string | null): number[] {
  return patch.spans.flatMap((span) => {
    const file = patch.files[span.file];
    if (span.hunk < 0 || !indentationMatters(file?.newPath ?? '')) return [];
    const texts = patch.textsOf(span);
    const pairs = texts.flatMap((ours, at) => {
      const line = span.start + at;
      const theirs = (patch.keys[line] ?? 0) % 2 === 1 ? textOf(line) : null;
      return theirs === null ? [] : [{ line, ours: widthOf(ours), theirs: widthOf(theirs) }];
    });
    const own = depths(pairs.map(({ ours }) => ours));
    const other = depths(pairs.map(({ theirs }) => theirs));
    return pairs.filter(({ ours, theirs }) => own.get(ours) !== other.get(theirs)).map(({ line }) => line);
  });
}

/** How many blocks deep each width is, of these that occur. */
function depths(widths: readonly number[]): Map<number, number> {
  return new Map([...new Set(widths)].sort((a, b) => a - b).map((width, depth) => [width, depth]));
}

/** Columns before the text; behind a tab at the head of a line half a column more, as that is never the same as blanks, whatever their number. */
function widthOf(text: string): number {
  let width = text.startsWith('\t') ? TAB_WIDTH + UNLIKE_BLANKS : 0;
  for (const character of text.slice(width > 0 ? 1 : 0)) {
    if (character === '\t') width += TAB_WIDTH - (Math.floor(width) % TAB_WIDTH);
    else if (character === ' ') width += 1;
    else break;
  }
  return width;
}

/** No number of blanks is as wide. */
const UNLIKE_BLANKS = 0.5;
