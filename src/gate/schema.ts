// The JSON form of a gate's result as a zod schema; config/schema/gate.schema.json is generated from it.
import { z } from 'zod';
import { GATE_LEVELS, GATE_RULES } from '../model/gate.js';
import { GATE_SCHEMA_VERSION, KNOWLEDGE_RULES } from '../model/gate-result.js';
import { noticeSchema } from '../report/report-schema.js';
import { count, time } from '../report/schema-words.js';

const outcome = z.enum(['pass', 'warn', 'fail']);
const level = z.enum(GATE_LEVELS);

const violation = z.object({
  patch: z.string().describe("The patch's name in its project."),
  subject: z.string(),
  outcome: level.describe('warn also for a patch that an annotation excuses.'),
  says: z.string(),
  fix: z.string().describe('What to do about it.'),
  excuse: z
    .object({ reason: z.string(), expires: z.string().describe('The last day on which it counts.') })
    .nullable()
    .describe('The annotation that makes a warning of it.'),
});

const check = z.object({
  rule: z.enum([...GATE_RULES, ...KNOWLEDGE_RULES]).describe('The last three cannot be switched off.'),
  level: level.describe('What the rule does when it is broken.'),
  outcome,
  most: z.number().nullable().describe('The limit: patches, lines, a share of 0 to 1, or days.'),
  measured: z
    .number()
    .nullable()
    .describe('The delta, in the unit of the limit; for rules about single patches, how many break it.'),
  says: z.string(),
  fix: z.string().nullable(),
  violations: z.array(violation).describe('The patches at fault, in the order of the stack.'),
});

const project = z.object({
  name: z.string(),
  title: z.string(),
  file: z.string().nullable().describe("The project's config file, relative to where the run began."),
  outcome,
  baseline: z
    .object({ recordedAt: time, patches: count, lines: count })
    .nullable()
    .describe('What the delta was held against, where a baseline knows the project.'),
  checks: z.array(check),
  notices: z.array(noticeSchema),
});

/** The result of `landfall check --format json`. */
export const gateSchema = z.object({
  schemaVersion: z
    .literal(GATE_SCHEMA_VERSION)
    .describe('Grows when readers of an earlier version would break; new keys do not count.'),
  tool: z.object({ name: z.literal('landfall'), version: z.string() }),
  generatedAt: time,
  outcome: outcome.describe('The worst of the projects; a project without data fails.'),
  projects: z.array(project),
});

/** The same as JSON Schema, draft 2020-12. Unknown keys are allowed: readers should bear new ones. */
export function gateJsonSchema(): object {
  return {
    ...z.toJSONSchema(gateSchema, { io: 'input' }),
    title: 'Landfall gate',
    description: 'Whether the delta of a downstream is within the rules set for it.',
  };
}
