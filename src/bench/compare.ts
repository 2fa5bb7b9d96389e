// Measures git's programs and Landfall's runs on one subject, one after the other, as often as asked.
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../model/report.js';
import type { HistorySize } from './history/tell-history.js';
import { summarise } from './measure/median.js';
import { type Looks, type Measured, type Program, runAllMeasured, runMeasured } from './measure/run-measured.js';
import { cherryOn, landfallOn, othersOn } from './programs.js';
import { countCommits, stepBack } from './step-back.js';
import { projectName, type Subject, type SubjectStack, writeConfig } from './subject.js';

/** What was measured on one subject: medians of all runs, and what Landfall read in a cold one. */
export interface Comparison {
  readonly name: string;
  /** How it was generated; null for a repository that was given. */
  readonly size: HistorySize | null;
  readonly runs: number;
  readonly cherry: Measured;
  /** What else git offers for the question, measured once each. */
  readonly others: readonly (Measured & { readonly name: string })[];
  readonly cold: Measured;
  readonly warm: Measured;
  /** Runs that go on from the one before; null where the history is too short. */
  readonly onward: Onward | null;
  /** A cold run that goes on to rehearse the rebase, as the stack is and after what can be dropped. */
  readonly forecast: Measured;
  /** Upstream commits read, and those of them whose diff was read. */
  readonly commits: number;
  readonly diffs: number;
  readonly patches: number;
  /** Bytes that a cold run leaves in the cache. */
  readonly cacheBytes: number;
  /** Patches by status: whether the right work was done. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Three runs in a row, each on the cache of the one before. */
export interface Onward {
  /** After MANY more upstream commits, after FEW more, and after one more patch. */
  readonly many: Measured;
  readonly few: Measured;
  readonly patch: Measured;
  /** Whether the last of them says of every patch what the cold run says. */
  readonly agrees: boolean;
}

/** Upstream commits that come between two runs: some weeks of a busy project. */
export const MANY = 1000;
/** And an hour of it. */
export const FEW = 10;

/** Compares on a subject; `folder` is for the config, the cache and the report. */
export async function compare(subject: Subject, folder: string, runs: number): Promise<Comparison> {
  const bench = await layOut(subject, folder);
  // Its times are not counted: memory is looked at, and it brings the repository into memory, so that the runs that follow are alike.
  const first = await measureRound(bench, 'memory');
  const rounds: Round[] = [];
  for (let run = 0; run < runs; run++) rounds.push(await measureRound(bench, 'times'));
  const work = await readWork(bench.output);
  const others: (Measured & { name: string })[] = [];
  for (const { name, program } of othersOn(subject, work.commits))
    others.push({ name, ...withPeaksOf(await runMeasured(program, 'memory'), await runMeasured(program, 'times')) });
  const median = (of: (round: Round) => Measured) => withPeaksOf(of(first), summarise(rounds.map(of)));
  return {
    name: subject.name,
    size: subject.size,
    runs,
    others,
    cherry: median((round) => round.cherry),
    cold: median((round) => round.cold),
    warm: median((round) => round.warm),
    onward: onwardOf(first, rounds),
    forecast: median((round) => round.forecast),
    cacheBytes: Math.max(...rounds.map((round) => round.cacheBytes)),
    ...work,
  };
}

/** The runs that go on: whether a history is long enough for them is the same in every round. */
function onwardOf({ onward: first }: Round, rounds: readonly Round[]): Onward | null {
  const later = rounds.flatMap(({ onward }) => onward ?? []);
  if (first === null) return null;
  const median = (of: (onward: Onward) => Measured) => withPeaksOf(of(first), summarise(later.map(of)));
  return {
    many: median(({ many }) => many),
    few: median(({ few }) => few),
    patch: median(({ patch }) => patch),
    agrees: [first, ...later].every(({ agrees }) => agrees),
  };
}

/** Times of runs that were not looked at, with the peaks of one that was. */
function withPeaksOf({ ownPeakBytes, peakBytes }: Measured, times: Measured): Measured {
  return { ...times, ownPeakBytes, peakBytes };
}

/** What is measured run by run. */
interface Round {
  readonly cherry: Measured;
  readonly cold: Measured;
  readonly warm: Measured;
  readonly onward: Onward | null;
  readonly forecast: Measured;
  readonly cacheBytes: number;
}

/** A subject laid out for its runs. */
interface Bench {
  readonly subject: Subject;
  readonly folder: string;
  readonly cache: string;
  readonly output: string;
  readonly cherry: readonly Program[];
  readonly landfall: Program;
  /** One for each project. */
  readonly forecast: readonly Program[];
  /** What the runs before the last saw of the subject, the oldest first; null where the history is too short. */
  readonly earlier: readonly [Subject, Subject, Subject] | null;
}

async function layOut(subject: Subject, folder: string): Promise<Bench> {
  const cache = join(folder, 'cache');
  const output = join(folder, 'report.json');
  // One file for all runs: what a run has found out is kept for the project that it names.
  const config = await writeConfig(folder, subject);
  return {
    subject,
    folder,
    cache,
    output,
    cherry: cherryOn(subject),
    landfall: landfallOn(['status'], config, cache, output),
    forecast: subject.stacks.map((_, place) =>
      landfallOn(['forecast', projectName(place)], config, cache, join(folder, 'forecast.json')),
    ),
    earlier: await earlierOf(subject),
  };
}

async function earlierOf({ stacks, ...subject }: Subject): Promise<Bench['earlier']> {
  const [oldest, before, present] = [[], [], []] as [SubjectStack[], SubjectStack[], SubjectStack[]];
  for (const stack of stacks) {
    const { repository, upstream, branches } = stack;
    const [last = '', ...others] = branches.toReversed();
    const few = await stepBack(repository, upstream, last, FEW);
    const many = few && (await stepBack(repository, few, last, MANY));
    const shorter = [...others.toReversed(), `${last}~1`];
    if (!many || (await countCommits(repository, `${last}~1`, upstream)) === 0) return null;
    oldest.push({ ...stack, upstream: many, branches: shorter });
    before.push({ ...stack, upstream: few, branches: shorter });
    present.push({ ...stack, branches: shorter });
  }
  return [
    { ...subject, stacks: oldest },
    { ...subject, stacks: before },
    { ...subject, stacks: present },
  ];
}

/** Everything once; what a run finds in the cache is what the one before it left there. */
async function measureRound(bench: Bench, looks: Looks): Promise<Round> {
  const { cache, output } = bench;
  const forget = () => rm(cache, { recursive: true, force: true });
  const cherry = await runAllMeasured(bench.cherry, looks);
  await forget();
  const cold = await runMeasured(bench.landfall, looks);
  const cacheBytes = await sizeOf(cache);
  const said = await readVerdicts(output);
  const warm = await runMeasured(bench.landfall, looks);
  await forget();
  const onward = await goOnward(bench, said, looks);
  await forget();
  return { cherry, cold, warm, onward, cacheBytes, forecast: await runAllMeasured(bench.forecast, looks) };
}

async function goOnward(
  { subject, folder, landfall, output, earlier }: Bench,
  said: string,
  looks: Looks,
): Promise<Onward | null> {
  if (earlier === null) return null;
  const runOn = async (seen: Subject) => {
    await writeConfig(folder, seen);
    return runMeasured(landfall, looks);
  };
  const [oldest, before, present] = earlier;
  await runOn(oldest);
  const many = await runOn(before);
  const few = await runOn(present);
  const patch = await runOn(subject);
  return { many, few, patch, agrees: (await readVerdicts(output)) === said };
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function readProjects(file: string): Promise<Report['projects']> {
  const { projects } = JSON.parse(await readFile(file, 'utf8')) as Report;
  if (projects.some(({ upstream }) => !upstream)) throw new Error('Landfall found nothing to compare');
  return projects;
}

/** What a report says of each patch: its status and where it landed. */
async function readVerdicts(file: string): Promise<string> {
  const projects = await readProjects(file);
  return JSON.stringify(
    projects.flatMap(({ patches }) =>
      patches.map(({ id, status, landing }) => [id, status, landing?.commits.map(({ oid }) => oid).sort()]),
    ),
  );
}

async function readWork(file: string): Promise<Pick<Comparison, 'commits' | 'diffs' | 'patches' | 'statuses'>> {
  const projects = await readProjects(file);
  const statuses: Record<string, number> = {};
  for (const { status } of projects.flatMap(({ patches }) => patches)) statuses[status] = (statuses[status] ?? 0) + 1;
  const sum = (numberOf: (project: Report['projects'][number]) => number) =>
    projects.reduce((total, project) => total + numberOf(project), 0);
  return {
    commits: sum(({ upstream }) => upstream?.commits ?? 0),
    diffs: sum(({ upstream }) => upstream?.diffs ?? 0),
    patches: sum(({ patches }) => patches.length),
    statuses: Object.fromEntries(Object.entries(statuses).sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}
