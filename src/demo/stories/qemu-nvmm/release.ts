// How upstream's QEMU makes a release.
import type { History } from '../../history/index.js';
import { scribe } from '../story.js';
import { QEMU_PEOPLE } from './people.js';

/** Sets VERSION on master and tags it. */
export function release(h: History, date: string, version: string): void {
  const { oleg } = QEMU_PEOPLE;
  scribe(h, 'master')(date, oleg, `Update version for v${version} release\n`, { VERSION: `${version}\n` });
  h.tag(`v${version}`, { message: `v${version} release\n`, tagger: oleg });
}
