// Notices in the terminal, below what they are about.
import type { Notice } from '../../model/notice.js';
import { worstFirst } from '../notices.js';
import type { Style } from '../style.js';
import { hanging } from './flow.js';
import { span, type Page, type Row } from './layout.js';

const SEVERITIES: Readonly<Record<Notice['severity'], Style>> = { error: 'bad', warning: 'warn', info: 'info' };

/** An empty row, a heading and every notice, the worst first; nothing without notices. */
export function noticeRows(notices: readonly Notice[], page: Page): readonly Row[] {
  if (notices.length === 0) return [];
  return [
    [],
    [span('  Notices', 'title')],
    ...worstFirst(notices).flatMap((notice) => [
      ...hanging([span(`  ${notice.severity.padEnd(9)}`, SEVERITIES[notice.severity])], notice.message, page),
      ...(notice.hint === null
        ? []
        : hanging([span(`${' '.repeat(11)}${page.signs.arrow} `)], notice.hint, page, 'dim')),
    ]),
  ];
}
