// Measures Landfall against a labelled truth: every branch of it is run once, every row judged.
import { join } from 'node:path';
import type { PatchReport } from '../model/report.js';
import type { TrackOptions } from '../track.js';
import { askBaselines, type BaselineName, BASELINES } from './baselines.js';
import type { HidingMode } from './hide.js';
import { judge, type Judged, type Said } from './judge.js';
import type { KeptVerdicts, Sayings } from './kept-verdicts.js';
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
  /** What was said before: branches that are in it are not run again, and others are added to it. */
  readonly kept?: KeptVerdicts;
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
    const sayings = await sayingsOf(rows, options);
    const judgedBy = (by: string) => rows.map((row) => judge(row, sayings.get(by)?.get(row.patch) ?? NOTHING));
    judged.push(...judgedBy(LANDFALL));
    for (const name of BASELINES) if (sayings.has(name)) (baselines[name] ??= []).push(...judgedBy(name));
  }
  return { hide: options.hide, judged, baselines };
}

/** How Landfall itself is named among those that say something. */
const LANDFALL = 'landfall';

/** What is said of the patches of one branch: as it was kept, else by running. A branch that was kept without baselines is run again for them. */
async function sayingsOf(rows: readonly [TruthRow, ...TruthRow[]], options: MeasureOptions): Promise<Sayings> {
  const [{ repository, upstream, branch }] = rows;
  const named = { repository, upstream, branch, hide: options.hide };
  const known = options.kept?.get(named, [LANDFALL, ...(options.baselines ? BASELINES : [])]);
  if (known) return known;
  options.progress?.(`${repository} ${branch}`, rows.length);
  const run = await runStack(
    { repository: join(options.repositories, repository), upstream, branch },
    options.hide,
    options.track,
  );
  const patches = new Set(rows.map((row) => row.patch));
  const said = [...patches].map((patch) => [patch, saidOf(run.verdicts.get(patch))] as const);
  const sayings = new Map<string, ReadonlyMap<string, Said>>([[LANDFALL, new Map(said)]]);
  if (options.baselines)
    for (const [name, own] of Object.entries(await askBaselines(run, patches, options.track.cores)))
      sayings.set(name, own);
  await options.kept?.add(named, sayings);
  return sayings;
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
