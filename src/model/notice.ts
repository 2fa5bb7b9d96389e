// What a run could not do or read: said beside the result, never in place of it.

/** One thing the reader should know about the run. `code` is stable, so that scripts may look for it. */
export interface Notice {
  readonly code: string;
  /** `error`: the project has no result for this part; `warning`: evidence is missing; `info`: good to know. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** What the reader can do about it, or null where nothing needs doing. */
  readonly hint: string | null;
}
