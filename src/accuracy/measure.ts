// Measures Landfall against a labelled truth: every branch of it is run once, every row judged.
import { join } from 'node:path';
import type { PatchReport } from '../model/report.js';
import type { TrackOptions } from '../track.js';
import { askBaselines, type BaselineName } from './baselines.js';
import type { HidingMode } from './hide.js';
import { judge, type Judged, type Said } from './judge.js';
import { runStack } from './run-stack.js';
import type { TruthRow } from './truth.js';

/** What to measure with. */
export interface MeasureOptions {
  /** The folder that the repositories of the truth are below. Absolute path. */
  readonly repositories: string;
  readonly hide: HidingMode;
  /** Ask the baselines too: git then reads every upstream diff. */
  readonly baselines: boolean;
  readonly track: TrackOptions;
  /** Called when a branch begins. */
  readonly progress?: (branch: string, rows: number) => void;
}

/** Everything judged. */
export interface Measured {
  readonly hide: HidingMode;
  readonly judged: readonly Judged[];
  /** The same rows as each baseline has them; empty when they were not asked. */
  readonly baselines: Readonly<Partial<Record<BaselineName, readonly Judged[]>>>;
}

/** Measures all rows. Throws LandfallError when a repository or commit of the truth is not there. */
export async function measureAccuracy(truth: readonly TruthRow[], options: MeasureOptions): Promise<Measured> {
  const judged: Judged[] = [];
  const baselines: Partial<Record<BaselineName, Judged[]>> = {};
  for (const rows of byBranch(truth)) {
    const [{ repository, upstream, branch }] = rows;
    options.progress?.(`${repository} ${branch}`, rows.length);
    const stack = { repository: join(options.repositories, repository), upstream, branch };
    const run = await runStack(stack, options.hide, options.track);
    judged.push(...rows.map((row) => judge(row, saidOf(run.verdicts.get(row.patch)))));
    if (!options.baselines) continue;
    const asked = await askBaselines(run, new Set(rows.map((row) => row.patch)), options.track.cores);
    for (const [name, said] of Object.entries(asked) as [BaselineName, Map<string, Said>][])
      (baselines[name] ??= []).push(...rows.map((row) => judge(row, said.get(row.patch) ?? NOTHING)));
  }
  return { hide: options.hide, judged, baselines };
}

/** What is said of a patch that the run did not list. */
const NOTHING: Said = { status: 'pending', commits: [], confidence: null, says: 'the run did not list it' };

function saidOf(patch: PatchReport | undefined): Said {
  if (!patch) return NOTHING;
  const { status, landing, confidence, says } = patch;
  return { status, commits: landing?.commits.map(({ oid }) => oid) ?? [], confidence, says };
}

function byBranch(truth: readonly TruthRow[]): [TruthRow, ...TruthRow[]][] {
  const groups = new Map<string, [TruthRow, ...TruthRow[]]>();
  for (const row of truth) {
    const key = [row.repository, row.upstream, row.branch].join('\t');
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
