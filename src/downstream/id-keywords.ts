// Id keywords (`$NetBSD$`, `$Id: x.c,v 1.2 ... $`) that version control writes into files: no change of anybody's.

/** What may stand around a keyword on a line of its own: comment marks, and the macros that keep it in the object file. */
const AROUND =
  /^(?:[\s/*#;"'%!.\\@-]|\/\/|dnl|rem|__RCSID|__FBSDID|__IDSTRING|__KERNEL_RCSID|COMMENT|RCSID|[(),0-9])*$/i;

/**
 * The local text with its keyword lines as upstream has them, and without those that upstream does not have; both are
 * bytes as Latin-1. What then still differs is a local edit.
 */
export function withoutKeywords(local: string, upstream: string, keywords: readonly string[]): string {
  if (keywords.length === 0 || !local.includes('$')) return local;
  const keyword = new RegExp(
    `\\$(${keywords.map((name) => name.replace(/[^\w-]/g, '')).join('|')})(?::[^$\n]*)?\\$`,
    'g',
  );
  const bare = (line: string) => line.replace(keyword, '$$$1$$');
  const known = new Map(
    upstream
      .split('\n')
      .filter((line) => line.search(keyword) >= 0)
      .map((line) => [bare(line), line]),
  );
  return local
    .split('\n')
    .flatMap((line) => {
      if (line.search(keyword) < 0) return [line];
      const same = known.get(bare(line));
      if (same !== undefined) return [same];
      return AROUND.test(line.replace(keyword, '')) ? [] : [line];
    })
    .join('\n');
}
