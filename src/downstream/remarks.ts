// What readers could not read, with the place.
import type { Notice } from '../model/notice.js';
import type { Problem } from '../patch/parse-patch-text.js';
import type { Remark } from './reader.js';

/** Problems of a patch text that begins at line `from` of a file. */
export function problemsAt(path: string, problems: readonly Problem[], from = 1): Remark[] {
  return problems.map(({ line, says }) => ({ path, line: line + from - 1, says }));
}

/** A notice that names file and line. */
export function noticeOf({ path, line, says, severity }: Remark, code = 'downstream.patch-file'): Notice {
  return {
    code,
    severity: severity ?? 'warning',
    message: `${line === 0 ? path : `${path}:${line}`}: ${says}`,
    hint: null,
  };
}

/** What is read of a patch file that is there, and larger than what is read: no patch, and a word about it. */
export function tooLarge(path: string): { patches: []; remarks: Remark[] } {
  const says = 'it is larger than limits.patchBytes and was not read';
  return { patches: [], remarks: [{ path, line: 0, says, severity: 'error' }] };
}
