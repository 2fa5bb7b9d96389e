// The bar of a project: how far the stack has landed.
import type { Delta } from '../../model/report.js';
import { span, type Page, type Row } from './layout.js';

/** A bar of so many columns: landed, then what remains for upstream, then what is local for good. */
export function bar(delta: Pick<Delta, 'total' | 'remaining' | 'local'>, length: number, page: Page): Row {
  const { total, remaining, local } = delta;
  if (total.patches === 0) return [span(page.signs.empty.repeat(length), 'dim')];
  const open = share(remaining.patches, total.patches, length);
  const kept = Math.min(open, share(Math.min(local.patches, remaining.patches), total.patches, length));
  return [
    span(page.signs.full.repeat(length - open), 'good'),
    span(page.signs.empty.repeat(open - kept), 'warn'),
    span(page.signs.part.repeat(kept), 'dim'),
  ];
}

/** Rounded, but never to nothing while there is something, nor to all while there is a rest. */
function share(part: number, whole: number, length: number): number {
  if (part === 0) return 0;
  if (part >= whole) return length;
  return Math.min(length - 1, Math.max(1, Math.round((part * length) / whole)));
}
