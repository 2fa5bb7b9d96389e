// Definitions that a commit has under another name than the patch: the same renamed in review, or one of many that are alike.

/** Lines that give a name to a function, class or macro: at the left edge, or with the word that some languages have for it. */
const DEFINITIONS: readonly RegExp[] = [
  /^\s*(?:async\s+)?def\s+(\w+)/,
  /^func\s+(?:\([^)]*\)\s*)?(\w+)/,
  /^\s*(?:class|struct|interface|enum|fn|function)\s+(\w+)/,
  /^#\s*define\s+(\w+)/,
  /^(?!(?:if|for|while|switch|return|else)\b)[A-Za-z_][\w\s*&:<>]*?\b([A-Za-z_]\w*)\s*\(/,
];

/** The name that a line defines, or null. */
export function definedName(text: string): string | null {
  for (const pattern of DEFINITIONS) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}

/**
 * Names that the patch defines and the commit does not have at all, each with what stands in its place there. What is called by
 * that name in a line of both was only edited where it is defined. `pairs` are lines that were edited: as the patch has them, as
 * the commit has them; `equal` are lines of both, `commit` all that the commit changes.
 */
export function otherNames(
  pairs: readonly { readonly ours: string; readonly theirs: string }[],
  equal: readonly string[],
  commit: readonly string[],
): { readonly ours: string; readonly theirs: string }[] {
  const named = pairs.flatMap((pair) => {
    const [ours, theirs] = [definedName(pair.ours), definedName(pair.theirs)];
    return ours !== null && theirs !== null && ours !== theirs ? [{ ours, theirs }] : [];
  });
  if (named.length === 0) return [];
  const [shared, words] = [wordsIn(equal), wordsIn(commit)];
  return named.filter(({ ours, theirs }) => !words.has(ours) && !shared.has(theirs));
}

function wordsIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.match(/\w+/g) ?? []));
}
