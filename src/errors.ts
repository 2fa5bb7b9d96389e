// The one error class, the kinds of failure, and the exit code of each.

/**
 * `usage`: a flag, a config file or a revision that cannot be used; `world`: git, network or disk failed;
 * `bug`: our own mistake. Anything thrown that is not a LandfallError counts as `bug`.
 */
export type FailureKind = 'usage' | 'world' | 'bug';

/** Exit codes of the command line (README, "Exit codes"). */
export const EXIT = { ok: 0, gate: 1, usage: 2, world: 3, bug: 70 } as const;

/** A failure with a place and a way out. `hint` says what the reader can do. */
export class LandfallError extends Error {
  override readonly name = 'LandfallError';
  readonly kind: FailureKind;
  /** Stable word for scripts and tests, such as `config.unknown-key`. */
  readonly code: string;
  readonly hint: string | null;

  constructor(kind: FailureKind, code: string, message: string, hint: string | null = null, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.code = code;
    this.hint = hint;
  }
}

/** The exit code for anything thrown. */
export function exitCodeOf(error: unknown): number {
  return error instanceof LandfallError ? EXIT[error.kind] : EXIT.bug;
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
