// Where the history of a project is kept.

/** A file of JSON lines, or the same file on a branch of a repository that the user gave Landfall to write to. Paths are absolute. */
export type HistoryPlace =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'branch'; readonly repository: string; readonly branch: string };

/** The branch where none is named. */
export const STATE_BRANCH = 'landfall-state';
