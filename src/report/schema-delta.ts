// The delta of a project as a zod schema.
import { z } from 'zod';
import { STATUSES } from '../model/status.js';
import { count, oid, share } from './schema-words.js';

/** Amounts of change within one patch. */
export const sizeSchema = z.object({ hunks: count, insertions: count, deletions: count, files: count });

/** Amounts of change, patches counted. */
export const tallySchema = z.object({ patches: count, ...sizeSchema.shape });
const named = z.array(z.object({ name: z.string(), tally: tallySchema }));

/** How much there is, and how much remains to be carried. */
export const deltaSchema = z.object({
  total: tallySchema.describe('All patches but noise.'),
  remaining: tallySchema.describe('What still has to be carried, local patches included.'),
  remainingShare: share.nullable().describe('remaining / total in patches; null when there are no patches.'),
  local: tallySchema.describe('Patches not meant for upstream.'),
  noise: tallySchema.describe('Patches that are no real delta.'),
  byStatus: z.record(z.enum(STATUSES), tallySchema),
  byAuthor: named.describe('Remaining delta, largest first.'),
  byDirectory: named.describe('Remaining delta by top directory, largest first.'),
  together: z
    .array(z.object({ patches: z.array(z.string()), commits: z.array(z.object({ oid, subject: z.string() })) }))
    .describe('Patches, by id, and the upstream commits they landed as, where it was not one by one.'),
  byAge: named.describe('Remaining delta by age of the patch, youngest first.'),
});
