// Globs over paths, branch names and tags: `*` within a name part, `**` across parts.
import picomatch from 'picomatch';

/** A test for "matches one of the globs" over whole texts; names that begin with a dot are no exception. */
export function globTest(globs: readonly string[]): (text: string) => boolean {
  return globs.length === 0 ? () => false : picomatch([...globs], { dot: true, nonegate: true });
}

/** True when the text would be read as a pattern and not as one name. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}]/.test(text);
}
