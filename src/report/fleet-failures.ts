// What failed in a fleet, as people are told of it.
import { firstLine } from '../model/first-line.js';
import type { FleetStatus } from '../model/fleet.js';

/** The same with one line a failure. To be called before texts are cleaned, which makes signs of line ends. */
export function withShortFailures(status: FleetStatus): FleetStatus {
  const short = <T extends { readonly says: string }>(failure: T): T => ({ ...failure, says: firstLine(failure.says) });
  return { ...status, aside: status.aside.map(short), sick: status.sick.map(short) };
}
