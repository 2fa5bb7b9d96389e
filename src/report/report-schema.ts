// The JSON form of a report as a zod schema; config/schema/report.schema.json is generated from it.
import { z } from 'zod';
import { READER_KINDS } from '../model/config.js';
import { deltaSchema, tallySchema } from './schema-delta.js';
import { patchReportSchema } from './schema-patch.js';
import { count, oid, time } from './schema-words.js';

/** Something the run could not do or read. */
export const noticeSchema = z.object({
  code: z.string().describe('Stable word for scripts.'),
  severity: z
    .enum(['error', 'warning', 'info'])
    .describe('error: the project has no result for this part; warning: evidence is missing; info: good to know.'),
  message: z.string(),
  hint: z.string().nullable().describe('What the reader can do about it.'),
});

const upstream = z.object({
  url: z.string(),
  branch: z.string(),
  tip: z.object({ oid, date: time }).describe('Commit that was read as the tip.'),
  next: z.array(z.object({ ref: z.string(), oid })).describe('Staging or next trees searched for queued patches.'),
  commits: count.describe('Commits whose metadata was read.'),
  diffs: count.describe('Commits whose diff was read.'),
  releases: z
    .array(z.object({ name: z.string(), date: time, absorbs: tallySchema }))
    .describe(
      'Releases that were the first to hold a landing of this stack, oldest first, and what of the delta is gone when it moves on to each.',
    ),
  absorbs: tallySchema.describe('What of the delta is gone when the stack moves on to the default branch.'),
});

const net = z
  .object({
    files: count,
    insertions: count,
    deletions: count,
    conflicts: count.describe('Files in which the merge conflicts; their figures include conflict marks.'),
  })
  .describe('What a merge of the branch into the upstream tip would change.');

const downstream = z.object({
  repository: z.string(),
  kind: z.enum(['branch', ...READER_KINDS]).describe('How its patches are kept: as commits of a branch, or in files.'),
  branch: z.string().describe('Full ref name; of patches in files, the path of their folder.'),
  tip: oid.nullable().describe('The downstream commit that was read; null for files that lie in a folder.'),
  base: oid.nullable().describe('Merge base with upstream, or the configured base.'),
  patches: count,
  merges: count,
  net: net.nullable(),
});

const project = z.object({
  name: z.string(),
  title: z.string(),
  state: z
    .enum(['tracked', 'no-data'])
    .describe('no-data: nothing could be compared and the notices say why; its figures mean nothing.'),
  upstream: upstream.nullable(),
  downstream: z.array(downstream),
  delta: deltaSchema,
  patches: z.array(patchReportSchema),
  notices: z.array(noticeSchema),
});

/** The result of `landfall status --format json`. */
export const reportSchema = z.object({
  schemaVersion: z.literal(1).describe('Grows when readers of an earlier version would break; new keys do not count.'),
  tool: z.object({ name: z.literal('landfall'), version: z.string() }),
  generatedAt: time,
  projects: z.array(project),
});

/** The same as JSON Schema, draft 2020-12. Unknown keys are allowed: readers should bear new ones. */
export function reportJsonSchema(): object {
  return {
    ...z.toJSONSchema(reportSchema, { io: 'input' }),
    title: 'Landfall report',
    description: 'What a downstream still carries on top of its upstream.',
  };
}
