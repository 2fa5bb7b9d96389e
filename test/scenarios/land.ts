// A landing, for stories of what becomes of it.
import type { Commit } from '../support/tiny-repo.js';
import { BOUND_FRAME } from './patches.js';
import type { Scene } from './together.js';

/** The file that the fix changes, and the fix's subject. */
export const RING = 'src/net/ring.c';
export const SUBJECT = 'ring: bound the frame';

/** The fix downstream, and upstream as well; the commit that it is there. */
export function land({ local, upstream, pick }: Scene): Commit {
  const fix = local(SUBJECT, { [RING]: BOUND_FRAME });
  upstream('other work', { 'src/version.h': '#define VERSION "1.1"\n' });
  return pick(fix);
}
