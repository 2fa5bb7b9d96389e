// The written form of `gate:` in a project file: what `landfall check` asks.
import { z } from 'zod';
import { GATE_LEVELS } from '../model/gate.js';

const level = z.enum(GATE_LEVELS);

function limit(most: z.ZodNumber) {
  const bounded = z.strictObject({ most, level: level.optional().describe('fail (left out) or warn.') });
  return z.union([most, bounded], { error: 'expected a number, or {most: a number, level: warn}' }).optional();
}

const count = z.int().min(0);

/** Rules as a person writes them: a limit alone fails, `{most, level: warn}` warns. */
export const writtenGate = z.strictObject({
  'max-patches': limit(count).describe('Patches that may remain to be carried, `local` included.'),
  'max-lines': limit(count).describe('Added and removed lines that may remain to be carried.'),
  'max-share': limit(z.number().min(0).max(1)).describe('Share of the patches that may remain, 0 to 1.'),
  'max-days-carried': limit(count).describe('Days a landed patch may be carried after the release that holds it.'),
  'max-days-unsent': limit(count).describe('Age in days at which a pending patch has to be sent, or declared local.'),
  contradicted: level.optional().describe('A declared status that the repositories contradict.'),
  undeclared: level.optional().describe('A pending patch without a declared reason; with a baseline, a new one.'),
  ratchet: level.optional().describe('More patches or lines than the baseline has. Left out: fail when there is one.'),
});
export type WrittenGate = z.infer<typeof writtenGate>;
