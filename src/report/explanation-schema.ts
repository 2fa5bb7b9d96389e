// The JSON form of an explanation as a zod schema.
import { z } from 'zod';
import { patchReportSchema } from './schema-patch.js';
import { bits, count, oid, share, time } from './schema-words.js';

const line = z.object({
  sign: z.enum(['+', '-', ' ']),
  text: z.string(),
  match: z
    .enum(['exact', 'edited', 'moved', 'none'])
    .describe('exact: the commit has it; edited: one much like it; moved: elsewhere; none: not found.'),
  bits,
  upstream: z.string().nullable().describe("The commit's line where it differs."),
});

const hunk = z.object({
  header: z.string().describe('Line and section.'),
  coverage: share.describe("Share of the hunk's weight found in the commit."),
  bits,
  lines: z.array(line),
});

const comparison = z.object({
  commit: z.object({
    oid,
    subject: z.string(),
    author: z.string(),
    date: time,
    release: z.string().nullable().describe('First release that holds it.'),
  }),
  containment: share.describe('Share of the patch found in the commit.'),
  similarity: share.describe('Weighted Dice of both.'),
  bits,
  files: z.array(z.object({ path: z.string(), upstreamPath: z.string().nullable(), hunks: z.array(hunk) })),
  extra: count.describe('Changed lines of the commit that the patch does not have.'),
  verdict: z.string().describe('Why this one, or why not.'),
});

const tip = z.object({
  path: z.string(),
  addedPresent: count,
  addedTotal: count,
  removedGone: count,
  removedTotal: count,
});

/** The result of `landfall explain --format json`. */
export const explanationSchema = z.object({
  schemaVersion: z.literal(1),
  project: z.string(),
  upstream: z.string().nullable().describe('URL of the upstream repository.'),
  patch: patchReportSchema,
  comparisons: z.array(comparison).describe('Upstream commits compared with the patch, the most telling first.'),
  tip: z.array(tip).describe("The patch's files at the upstream tip, in lines."),
  rules: z
    .array(z.object({ name: z.string(), applied: z.boolean(), says: z.string() }))
    .describe('The rule table of the verdict in its order.'),
});
