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
