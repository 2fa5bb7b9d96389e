// The licence at the head of a new file: it is in hundreds of files, and says nothing about what the patch does.
import type { FileChange } from '../model/patch.js';

const SPEAKS_OF_RIGHTS = /copyright|licen[cs]e|spdx-|all rights reserved/i;
/** How lines of comment begin in C, shell, assembler, TeX, SQL, m4, XML and batch files; `#include` and its like are code. */
const COMMENT =
  /^(?:\/\*|\*|\/\/|#(?!\s*(?:include|define|if|ifdef|ifndef|pragma|undef|error)\b)|;|%|--|dnl\b|<!--|-->|rem\b)/i;

/** Places, within the first hunk, of the comment that heads a new file; none when it does not speak of rights. */
export function licenceLines(file: FileChange): ReadonlySet<number> {
  const places = new Set<number>();
  if (file.oldPath !== null) return places;
  let open = false;
  let speaks = false;
  for (const [place, { text }] of (file.hunks[0]?.lines ?? []).entries()) {
    const line = text.trim();
    if (!open && line !== '' && !COMMENT.test(line)) break;
    if (line.startsWith('/*') || line.startsWith('<!--')) open = true;
    if (line.includes('*/') || line.includes('-->')) open = false;
    speaks ||= SPEAKS_OF_RIGHTS.test(line);
    places.add(place);
  }
  return speaks ? places : new Set();
}
