// THE MAIN FLOW: projects in, report out. Read this first, then investigate.ts.
import type { Investigation } from './investigate.js';
import { type OpenedProject, openProject } from './gather/open-project.js';
import type { Progress } from './gather/context.js';
import type { WalkedStack } from './gather/walk-stack.js';
import { EMPTY_DELTA } from './delta/account.js';
import { LandfallError, messageOf } from './errors.js';
import type { KeptAnswers } from './model/answers.js';
import type { Project } from './model/config.js';
import type { KeptEvidence } from './model/kept.js';
import type { Repository } from './git/repository.js';
import type { KnownCommits } from './model/known.js';
import type { Notice } from './model/notice.js';
import type { AskSubmissions } from './model/submission.js';
import { type ProjectReport, REPORT_SCHEMA_VERSION, type Report } from './model/report.js';
import type { OpenedUpstream } from './upstream/open.js';
import { withoutExpired } from './verdict/expiry.js';

/** A project to track, and what its configuration already had to say. */
export interface Tracked {
  readonly project: Project;
  readonly notices: readonly Notice[];
}

/** Keeps the last result of each project; an entry is good only for the very state it was made from. */
export interface ResultCache {
  readonly read: (opened: OpenedProject, now: Date) => Promise<ProjectReport | null>;
  readonly write: (opened: OpenedProject, now: Date, report: ProjectReport) => Promise<void>;
}

/** Keeps the newest evidence of one project. It never fails: what cannot be read is not there. */
export interface EvidenceShelf {
  readonly read: () => Promise<KeptEvidence | null>;
  /** The name of evidence for a stack, gathered as this run does. */
  readonly stackOf: (walked: WalkedStack) => string;
  /** Keeps it, should the report say that all could be read. */
  readonly write: (evidence: KeptEvidence, report: ProjectReport) => Promise<void>;
}

/** What the world gives: clock, version, cores, progress, a way to stop, a cache of results. */
export interface TrackOptions {
  readonly now: Date;
  readonly version: string;
  readonly cores: number;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  readonly cache?: ResultCache;
  /** Opens what earlier runs learnt of an upstream's commits. */
  readonly known?: (upstream: Repository) => Promise<KnownCommits>;
  /** Opens what git answered when a project was last read. */
  readonly answers?: (project: Project) => Promise<KeptAnswers>;
  /** From which commit date on (seconds) the lines of all upstream commits were indexed for a project; null where they were not. */
  readonly indexedSince?: (project: Project) => Promise<number | null>;
  /** Opens what an earlier run found out of a project's stack; left out: every run begins at the ground. */
  readonly evidence?: ((opened: OpenedProject) => EvidenceShelf) | undefined;
  /** Called with each project while its repositories can still be read; then no stored result is taken. What it throws ends the run. */
  readonly inDepth?: (investigation: Investigation) => Promise<void>;
  /** Asks where patches were sent; left out: nothing is asked. */
  readonly submissions?: AskSubmissions;
  /** An upstream revision that patches are compared with in place of the branch's tip: what a stack is to be rebased onto. */
  readonly onto?: string | undefined;
}

/** Tracks projects one after the other. A project that cannot be read has state `no-data` and notices that say why; the others go on. */
export async function track(projects: readonly Tracked[], options: TrackOptions): Promise<Report> {
  const reports: ProjectReport[] = [];
  for (const tracked of projects) reports.push(await trackProject(tracked, options));
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: { name: 'landfall', version: options.version },
    generatedAt: options.now.toISOString(),
    projects: reports,
  };
}

/**
 * Tracks one project and calls `use` on everything found, while it can still be read; returns what that returns. Where
 * `verdicts` are all that is wanted, the run goes on from kept evidence, and then upstream's history is only what is new.
 * Throws LandfallError when there is nothing to investigate: the message says why.
 */
export async function trackInDepth<T>(
  tracked: Tracked,
  options: TrackOptions,
  use: (investigation: Investigation) => Promise<T>,
  wanted: 'verdicts' | 'history' = 'history',
): Promise<T> {
  const { project, notices } = today(tracked, options.now);
  const opened = await openProject(project, notices, options.onto);
  const stopped = reasonToStop(opened);
  if (stopped) {
    const kind = stopped.code === 'upstream.no-branch' ? 'usage' : 'world';
    throw new LandfallError(kind, stopped.code, `${project.name}: ${stopped.message}`, stopped.hint);
  }
  const { investigate } = await import('./investigate.js');
  // Evidence is kept for the tip of upstream's branch alone.
  const goesOn = wanted === 'verdicts' && options.onto === undefined;
  return investigate(opened, goesOn ? options : wholly(options), use);
}

async function trackProject(tracked: Tracked, options: TrackOptions): Promise<ProjectReport> {
  const { project, notices: told } = today(tracked, options.now);
  const opened = await openProject(project, told);
  if (reasonToStop(opened)) return withoutData(project, opened.notices);
  const cached = options.inDepth ? null : await options.cache?.read(opened, options.now);
  if (cached) return cached;
  let read = false;
  try {
    // Loaded here: a run that finds its last result has no use for it.
    const { investigate } = await import('./investigate.js');
    const report = await investigate(opened, options.inDepth ? wholly(options) : options, async (investigation) => {
      read = true;
      await options.inDepth?.(investigation);
      return investigation.report;
    });
    await options.cache?.write(opened, options.now, report);
    return report;
  } catch (error) {
    if (read || !(error instanceof LandfallError) || options.signal?.aborted) throw error;
    return withoutData(project, [
      ...opened.notices,
      { code: error.code, severity: 'error', message: messageOf(error), hint: error.hint },
    ]);
  }
}

/** For whoever looks at upstream's history as well: of that an earlier run's evidence holds next to nothing. */
function wholly(options: TrackOptions): TrackOptions {
  return { ...options, evidence: undefined };
}

/** The project as its config has it on that day. */
function today({ project, notices }: Tracked, now: Date): Tracked {
  const current = withoutExpired(project, now);
  return { project: current.project, notices: [...notices, ...current.notices] };
}

/** The notice that leaves nothing to investigate, or null. */
function reasonToStop(opened: OpenedProject): Notice | null {
  if (opened.upstream && opened.downstream.requests.length + opened.downstream.sets.length > 0) return null;
  return opened.notices.find((notice) => notice.severity === 'error') ?? null;
}

/** The upstream of a project that there is something to read of. Throws LandfallError that says why there is not. */
export function upstreamToRead(opened: OpenedProject): OpenedUpstream {
  const stopped = reasonToStop(opened);
  if (opened.upstream && !stopped) return opened.upstream;
  const { code, message, hint } = stopped ?? { code: 'upstream.none', message: 'no upstream', hint: null };
  throw new LandfallError('world', code, `${opened.project.name}: ${message}`, hint);
}

function withoutData(project: Project, notices: readonly Notice[]): ProjectReport {
  return {
    name: project.name,
    title: project.title,
    state: 'no-data',
    upstream: null,
    downstream: [],
    delta: EMPTY_DELTA,
    patches: [],
    notices,
  };
}
