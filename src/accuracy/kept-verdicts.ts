// What was said of labelled patches, kept in a file: a long measurement goes on where it ended, and new labels need no new run.
import { appendFile, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { STATUSES } from '../model/status.js';
import { HIDING_MODES, type HidingMode } from './hide.js';
import type { Said } from './judge.js';

/** Who says it: `landfall`, or a baseline. */
export type Sayings = ReadonlyMap<string, ReadonlyMap<string, Said>>;

/** One branch as it was measured. */
export interface MeasuredBranch {
  readonly repository: string;
  /** Revisions, as the truth has them. */
  readonly upstream: string;
  readonly branch: string;
  readonly hide: HidingMode;
}

const line = z.object({
  repository: z.string(),
  upstream: z.string(),
  branch: z.string(),
  hide: z.literal(HIDING_MODES),
  /** By who says it, and by patch. */
  said: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        status: z.enum(STATUSES),
        commits: z.array(z.string()),
        confidence: z.number().nullable(),
        says: z.string(),
      }),
    ),
  ),
});

/** A file of JSON lines, one a branch. It is written anew by nobody: each branch is added when it was measured, and the last line of it counts. */
export class KeptVerdicts {
  private readonly known = new Map<string, Sayings>();

  private constructor(private readonly file: string) {}

  /** Opens a file, or begins one. Throws when a line is not what this wrote. */
  static async open(file: string): Promise<KeptVerdicts> {
    const kept = new KeptVerdicts(file);
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    for (const row of text.split('\n').filter((each) => each !== '')) {
      const { said, ...branch } = line.parse(JSON.parse(row));
      const sayings = Object.entries(said).map(([by, patches]) => [by, new Map(Object.entries(patches))] as const);
      kept.known.set(keyOf(branch), new Map(sayings));
    }
    return kept;
  }

  /** What was said of a branch; nothing where one of these was not asked. */
  get(branch: MeasuredBranch, by: readonly string[]): Sayings | undefined {
    const sayings = this.known.get(keyOf(branch));
    return by.every((name) => sayings?.has(name)) ? sayings : undefined;
  }

  async add({ repository, upstream, branch, hide }: MeasuredBranch, sayings: Sayings): Promise<void> {
    const said = Object.fromEntries([...sayings].map(([by, patches]) => [by, Object.fromEntries(patches)]));
    await appendFile(this.file, `${JSON.stringify({ repository, upstream, branch, hide, said })}\n`);
    this.known.set(keyOf({ repository, upstream, branch, hide }), sayings);
  }
}

function keyOf({ repository, upstream, branch, hide }: MeasuredBranch): string {
  return [repository, upstream, branch, hide].join('\t');
}
