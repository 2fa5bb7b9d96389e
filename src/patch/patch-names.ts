// Which file the `---` and `+++` lines of `diff -u` mean: time stamps, `.orig`, missing files, leading folders.
import { unquotePath } from './unquote.js';

/** A name that ends like this is the copy that somebody kept before editing. */
const KEPT_COPY = /(?:\.orig|\.old|\.bak|\.org|~)$/;
/** `diff -N` dates a missing file at the beginning of time, in whatever zone it ran. */
const NO_TIME =
  /\s(?:1970-01-01 0\d:|1969-12-31 1[2-9]:|1969-12-31 2\d:|Thu Jan +1 0\d:\d\d:\d\d 1970|Wed Dec 31 (?:1[2-9]|2\d):\d\d:\d\d 1969)/;
/** Some writers put blanks where diff puts a tab. */
const TIME_BEHIND = /\s+(?:\d{4}-\d\d-\d\d[ T]\d\d:.*|[A-Z][a-z]{2} [A-Z][a-z]{2} +\d.*)$/;

export interface Names {
  readonly names: readonly string[];
  readonly added: boolean;
  readonly removed: boolean;
}

/** Reads the two lines, signs included. `strip` leading folders are taken away. */
export function traditionalNames(oldLine: string, newLine: string, strip: number): Names {
  const [before, after] = [nameIn(oldLine, strip), nameIn(newLine, strip)];
  const missing = (line: string, name: string | null) => name === null || NO_TIME.test(line);
  const kept = before?.replace(KEPT_COPY, '') ?? null;
  // The plainer name is the file, the other the copy it was compared with.
  const names = [after, kept, before].filter((name) => name !== null && name !== '');
  return {
    names: [...new Set(names)] as string[],
    added: missing(oldLine, before),
    removed: !missing(oldLine, before) && missing(newLine, after),
  };
}

function nameIn(line: string, strip: number): string | null {
  const word = line.slice(4).replace(/\r$/, '');
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(word)?.[0];
  const name = quoted ? unquotePath(quoted) : (word.split('\t')[0] ?? '').replace(TIME_BEHIND, '').trim();
  if (name === '/dev/null') return null;
  return (
    name
      .split('/')
      .filter((part) => part !== '.')
      .slice(strip)
      .join('/') || name
  );
}
