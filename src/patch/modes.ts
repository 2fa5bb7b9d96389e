// What kinds of entries trees have, by git's modes.

/** The mode of a file. */
export const REGULAR = '100644';
/** The mode of a program. */
export const EXECUTABLE = '100755';
/** The mode of a symbolic link. */
export const SYMLINK = '120000';
/** The mode of a submodule: its id is that of a commit, which lies elsewhere. */
export const SUBMODULE = '160000';

/** Is it a file whose contents can be merged? */
export function isRegular(mode: string | null): boolean {
  return mode === REGULAR || mode === EXECUTABLE;
}
