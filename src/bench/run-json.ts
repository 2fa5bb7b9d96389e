// What a benchmark leaves behind for programs and for docs/PERFORMANCE.md, and its zod schema, from which config/schema/bench.schema.json is made.
import { z } from 'zod';
import type { Comparison } from './compare.js';
import type { Machine } from './machine.js';

/** Changes of this number break readers of the JSON. */
const BENCH_SCHEMA_VERSION = 1;

/** One run of the benchmark on one machine. */
export interface BenchRun {
  readonly schemaVersion: typeof BENCH_SCHEMA_VERSION;
  readonly tool: { readonly name: 'landfall'; readonly version: string };
  readonly generatedAt: string;
  readonly machine: Machine;
  readonly subjects: readonly Comparison[];
}

/** Puts a run together. */
export function benchRun(machine: Machine, subjects: readonly Comparison[], version: string, now: Date): BenchRun {
  const tool = { name: 'landfall', version } as const;
  return { schemaVersion: BENCH_SCHEMA_VERSION, tool, generatedAt: now.toISOString(), machine, subjects };
}

const count = z.number().int().min(0);
const measured = z.object({
  seconds: z.number().min(0).describe('From start to end.'),
  cpuSeconds: z
    .number()
    .min(0)
    .nullable()
    .describe('Of the program and its children; null where the system does not tell.'),
  ownPeakBytes: count.nullable().describe('Most memory of the program itself.'),
  peakBytes: count.nullable().describe('Of the program and its children together, shared pages counted once.'),
});

const comparison: z.ZodType<Comparison> = z.object({
  name: z.string(),
  size: z.object({ commits: count, files: count, patches: count }).nullable().describe('Of a generated history.'),
  runs: count.describe('Times are medians of so many.'),
  cherry: measured.describe('git cherry, in the same run.'),
  others: z.array(measured.extend({ name: z.string() })).describe("git's other programs, measured once each."),
  cold: measured.describe('landfall status without a cache.'),
  warm: measured.describe('The same once more.'),
  onward: z
    .object({
      many: measured.describe('After 1,000 more upstream commits.'),
      few: measured.describe('After 10 more.'),
      patch: measured.describe('After one more patch.'),
      agrees: z.boolean().describe('The last of them says of every patch what the cold run says.'),
    })
    .nullable(),
  forecast: measured.describe('landfall forecast without a cache.'),
  commits: count.describe('Upstream commits read.'),
  diffs: count.describe('Of these, commits whose diff was read.'),
  patches: count,
  cacheBytes: count.describe('What a cold run leaves in the cache.'),
  statuses: z.record(z.string(), count).describe('Patches by status.'),
});

/** A benchmark as `--json` writes it. */
export const benchRunSchema: z.ZodType<BenchRun> = z.object({
  schemaVersion: z.literal(BENCH_SCHEMA_VERSION),
  tool: z.object({ name: z.literal('landfall'), version: z.string() }),
  generatedAt: z.iso.datetime(),
  machine: z.object({
    processor: z.string(),
    cores: count,
    memory: z.string(),
    system: z.string(),
    node: z.string(),
    git: z.string(),
  }),
  subjects: z.array(comparison),
});

/** The JSON Schema of a benchmark, as text. */
export function benchJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(benchRunSchema, { target: 'draft-7' });
  return `${JSON.stringify({ $schema, title: 'Landfall benchmark', ...rest }, null, 2)}\n`;
}
