// One patch of a report as a zod schema.
import { z } from 'zod';
import { READER_KINDS } from '../model/config.js';
import { ACTIONS, FORMS, NOISE_REASONS, RUNGS, SHAPES, STATUSES } from '../model/status.js';
import { sizeSchema } from './schema-delta.js';
import { submissionSchema } from './schema-submission.js';
import { bits, count, oid, share, time } from './schema-words.js';

const status = z.enum(STATUSES);

const origin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('commit'), oid }),
  z.object({
    kind: z.literal('file'),
    reader: z.enum(READER_KINDS).describe('downstream.kind that read it.'),
    path: z.string().describe('The file that holds it, from the root of what was read.'),
    line: z.int().min(1).describe('Line at which it begins.'),
  }),
]);

const action = z.object({
  kind: z.enum(ACTIONS),
  release: z.string().nullable().describe('For drop-at-release: first release that holds the landing.'),
  says: z.string(),
});

const landing = z.object({
  form: z.enum(FORMS).describe('identical; rebased: only context or place differs; modified: functional lines differ.'),
  shape: z
    .enum(SHAPES)
    .describe('one to one; split: one patch, several commits; squashed: several patches, one commit.'),
  commits: z.array(
    z.object({
      oid,
      subject: z.string(),
      date: time,
      release: z.string().nullable().describe('First release that holds the commit.'),
      coverage: share.describe('Share of the patch that this commit covers.'),
    }),
  ),
  inBase: z.boolean().describe("True when the downstream's own history holds the landing."),
  release: z.string().nullable().describe('First release that holds all commits.'),
});

const declared = z.object({
  status,
  by: z.enum(['trailer', 'prefix', 'annotation']),
  text: z.string().describe('The words as written.'),
  commit: z.string().nullable().describe('Upstream commit it names.'),
  url: z.string().nullable(),
  reason: z.string().nullable(),
  hold: z.boolean().describe('True when a person asks that the verdict be left as declared.'),
});

const evidence = z.object({
  rung: z.enum(RUNGS),
  speaks: z.enum(['for', 'against', 'neither']),
  commit: z.string().nullable(),
  says: z.string(),
  bits: bits.nullable(),
});

const candidate = z.object({
  oid,
  subject: z.string(),
  date: time,
  containment: share.describe('Share of the patch found in the commit.'),
  similarity: share.describe('Weighted Dice of both.'),
  bits,
  says: z.string().describe('Why it is, or is not, the landing.'),
});

/** A patch, its verdict and all that speaks for it. */
export const patchReportSchema = z.object({
  id: z.string().describe('Name of the patch within its project.'),
  origin: origin.describe('Where the patch was read from.'),
  patchId: z.string().nullable().describe('git patch-id --stable, where git gives one.'),
  branches: z.array(z.string()).describe('Downstream branches that carry it, as full ref names.'),
  directories: z.array(z.string()).describe('Top folders of the files it touches; . for files outside any.'),
  subject: z.string(),
  author: z.object({ name: z.string(), email: z.string() }),
  authorDate: time,
  status: status.describe('What the repositories show, unless a person asked to hold what is declared.'),
  says: z.string().describe('Why the status is what it is: what the rule said that answered.'),
  action: action.describe('What the reader should do.'),
  landing: landing.nullable(),
  noise: z.enum(NOISE_REASONS).nullable().describe('Set when status is noise.'),
  declared: declared.nullable().describe('What a person wrote, apart from what is observed.'),
  submission: submissionSchema.nullable().describe('What became of it where it was sent, as far as it was asked.'),
  findings: z.array(z.object({ code: z.string(), says: z.string() })).describe('Where declared and observed differ.'),
  coverage: share.describe('Share of the patch, by weight of its lines, found upstream.'),
  confidence: share.describe('How sure the status is.'),
  size: sizeSchema,
  remaining: sizeSchema.describe('What of it still has to be carried.'),
  uncovered: z
    .array(z.object({ path: z.string(), line: count, section: z.string() }))
    .describe('Hunks of a partial patch that were not found upstream.'),
  evidence: z.array(evidence),
  candidates: z.array(candidate).describe('Upstream commits a person should look at.'),
});
