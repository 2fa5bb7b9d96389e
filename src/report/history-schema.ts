// One line of the history file as a zod schema; config/schema/history.schema.json is generated from it.
import { z } from 'zod';
import { STATUSES } from '../model/status.js';
import { tallySchema } from './schema-delta.js';
import { count, oid, time } from './schema-words.js';

const recordedPatch = z.object({
  id: z.string().describe('Its name in the report of that state.'),
  key: z.string().describe("Names it across rewrites: the file's name, or subject and author's date of a commit."),
  patchId: z.string().nullable().describe('`git patch-id --stable`: the same after a rebase.'),
  subject: z.string(),
  author: z.string(),
  status: z.enum(STATUSES),
  landing: z
    .object({ commits: z.array(oid), date: time.describe('Of the newest of them.') })
    .nullable()
    .describe('Upstream commits that hold it; null while it has not landed.'),
  remaining: z.object({ hunks: count, insertions: count, deletions: count }),
});

const droppedPatch = z.object({
  ...recordedPatch.shape,
  later: recordedPatch.pick({ status: true, landing: true }).describe('What had become of it when the replay ran.'),
});

/** How one project stood at one time. */
export const historyPointSchema = z.object({
  schemaVersion: z.literal(1).describe('Grows when readers of an earlier version would break; new keys do not count.'),
  tool: z.object({ name: z.literal('landfall'), version: z.string() }),
  project: z.string(),
  date: time.describe('Of the run, or of the downstream commit that was replayed.'),
  source: z.enum(['status', 'replay']).describe('status: an ordinary run added it; replay: read from history later.'),
  upstreamAsOf: z
    .enum(['commit-date', 'today'])
    .describe('What it was compared with: upstream as it was at `date`, or as it was when a replay ran.'),
  upstream: z.object({ oid, date: time }),
  downstream: z.array(z.object({ branch: z.string(), tip: z.string().nullable(), base: z.string().nullable() })),
  change: z
    .object({
      oid,
      by: z.string().describe('Name of the committer.'),
      subject: z.string(),
      cites: z.array(oid).describe('Upstream commits that its message names.'),
    })
    .nullable()
    .describe('The downstream commit that made the state; null where several stacks make it up.'),
  total: tallySchema.describe('All patches but noise.'),
  remaining: tallySchema.describe('What still had to be carried, local patches included.'),
  local: tallySchema,
  noise: tallySchema,
  byStatus: z.partialRecord(z.enum(STATUSES), count),
  patches: z.array(recordedPatch),
  dropped: z
    .array(droppedPatch)
    .describe('Patches of the state before that this one lacks, as they stood then; only a replay knows them.'),
});

/** The same as JSON Schema, draft 2020-12. Unknown keys are allowed: readers should bear new ones. */
export function historyJsonSchema(): object {
  return {
    ...z.toJSONSchema(historyPointSchema, { io: 'input' }),
    title: 'Landfall history',
    description: 'One line of a history file (JSON lines): how a project stood at one time.',
  };
}
