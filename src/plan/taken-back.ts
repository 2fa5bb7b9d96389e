// Which patches of a stack take back others of it.
import type { Facts } from '../model/facts.js';
import type { PatchReport } from '../model/report.js';

/** A patch and one that takes it back, by name. */
export type TakenBack = readonly [patch: string, by: string];

/** Pairs: where one undoes exactly what the other does, and where one landed as the commit that took the other back upstream. */
export function takenBack(facts: readonly Facts[], reports: readonly PatchReport[]): TakenBack[] {
  const landedAs = new Map<string, string[]>();
  for (const { id, landing } of reports)
    for (const { oid } of landing?.commits ?? []) landedAs.set(oid, [...(landedAs.get(oid) ?? []), id]);
  return facts.flatMap(({ patch, cancelledBy, reverts }) => {
    const landed = reverts.flatMap(({ by }) => landedAs.get(by.oid) ?? []);
    return [...new Set([...cancelledBy, ...landed])].map((by) => [patch.id, by] as const);
  });
}
