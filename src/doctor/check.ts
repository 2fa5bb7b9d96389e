// What a check-up finds: one line each.
import type { Notice } from '../model/notice.js';

/** One thing that was looked at. */
export interface Check {
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was looked at: `git`, `config`, a project's name. */
  readonly what: string;
  readonly says: string;
  /** What to do, or null when nothing needs doing. */
  readonly hint: string | null;
  /** Stable word of what is wrong, or null. */
  readonly code: string | null;
}

/** A check that found nothing wrong. */
export function ok(what: string, says: string): Check {
  return { level: 'ok', what, says, hint: null, code: null };
}

/** A check that found something a person should know. */
export function warn(what: string, code: string, says: string, hint: string): Check {
  return { level: 'warn', what, says, hint, code };
}

/** A check from a notice: an error fails, anything else warns. */
export function fromNotice(what: string, { severity, message, hint, code }: Notice): Check {
  return { level: severity === 'error' ? 'fail' : 'warn', what, says: message, hint, code };
}

/** A check from an error that has a code. */
export function failed(what: string, error: { message: string; hint: string | null; code: string }): Check {
  return { level: 'fail', what, says: error.message, hint: error.hint, code: error.code };
}
