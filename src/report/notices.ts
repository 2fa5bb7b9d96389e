// The order of notices in every output.
import type { Notice } from '../model/notice.js';

/** The worst first; within a severity as they were given. */
export function worstFirst(notices: readonly Notice[]): readonly Notice[] {
  const order: readonly Notice['severity'][] = ['error', 'warning', 'info'];
  return notices.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
}
