// Tells a scenario, tracks it, and hands back what the report says of it. Every report is held against its schema.
import { expect } from 'vitest';
import { packagedSettings } from '../../src/config/load.js';
import type { Annotation, DownstreamConfig, Project, UpstreamConfig } from '../../src/model/config.js';
import type { PatchReport, ProjectReport } from '../../src/model/report.js';
import type { Settings } from '../../src/model/settings.js';
import { json } from '../../src/report/json.js';
import { PLAIN } from '../../src/report/index.js';
import { track } from '../../src/track.js';
import { validateReport } from '../report/validate.js';
import { type Commit, type History, history, type HistoryOptions, tinyRepo } from '../support/tiny-repo.js';
import { annotationOf } from '../support/annotation.js';
import { SOURCES } from './sources.js';

export const NOW = new Date('2020-03-01T00:00:00Z');

/** What of a project's configuration a scenario cares about. */
export interface Configured {
  readonly upstream?: Partial<UpstreamConfig>;
  readonly downstream?: Partial<DownstreamConfig>;
  readonly annotations?: readonly Partial<Annotation>[];
  readonly search?: Partial<Settings['search']>;
  readonly limits?: Partial<Settings['limits']>;
}

/** A project whose upstream is branch `main` of one repository and whose downstream is branch `local` of another, or the same. */
export async function projectOf(upstream: string, downstream: string, configured: Configured = {}): Promise<Project> {
  const settings = await packagedSettings();
  return {
    name: 'story',
    title: 'Story',
    file: 'story.yaml',
    upstream: {
      url: 'https://example.org/story.git',
      repository: upstream,
      mirror: false,
      branch: 'main',
      next: [],
      releases: ['*'],
      ...configured.upstream,
    },
    contribute: null,
    downstream: [
      {
        repository: downstream,
        branches: ['local'],
        base: null,
        paths: [],
        follows: null,
        files: null,
        mirrorOf: null,
        ...configured.downstream,
      },
    ],
    history: null,
    annotations: (configured.annotations ?? []).map((annotation) => annotationOf(annotation)),
    submissions: [],
    gate: {},
    settings: {
      ...settings,
      search: { ...settings.search, ...configured.search },
      limits: { ...settings.limits, ...configured.limits },
    },
  };
}

/** Tracks one project and holds the report against its schema. */
export async function reportOn(project: Project): Promise<ProjectReport> {
  const report = await track([{ project, notices: [] }], { now: NOW, version: '0.0.0', cores: 2 });
  const [only] = validateReport(json.report(report, PLAIN)).projects;
  if (!only || report.projects[0] === undefined) throw new Error('no project in the report');
  expect(only.name).toBe(project.name);
  return report.projects[0];
}

/** The project's report when upstream and downstream are the repositories at these paths. */
export async function judgePaths(
  upstream: string,
  downstream: string,
  configured?: Configured,
): Promise<ProjectReport> {
  return reportOn(await projectOf(upstream, downstream, configured));
}

/** Begins a history: SOURCES on `main`, and `local` at the same commit. */
export function begin(options?: HistoryOptions): { readonly h: History; readonly base: Commit } {
  const h = history(options);
  const base = h.commit({ message: 'Initial import', files: SOURCES });
  h.point('local', base);
  return { h, base };
}

/** Tells a story in one repository and gives back the report of its stack. */
export async function judge(
  tell: (h: History, base: Commit) => unknown,
  configured?: Configured,
): Promise<ProjectReport> {
  const { h, base } = begin();
  tell(h, base);
  const repo = await tinyRepo(h);
  return judgePaths(repo.path, repo.path, configured);
}

/** The same for a story of one patch. */
export async function judgeOne(
  tell: (h: History, base: Commit) => unknown,
  configured?: Configured,
): Promise<PatchReport> {
  const report = await judge(tell, configured);
  const [only, second] = report.patches;
  if (!only || second)
    throw new Error(`expected one patch, got ${report.patches.map((patch) => patch.subject).join(', ')}`);
  return only;
}

/** The codes of notices, in order. */
export function codes(report: ProjectReport): string[] {
  return report.notices.map(({ code }) => code);
}

/** The patch of this subject. */
export function patchIn(report: ProjectReport, subject: string): PatchReport {
  const found = report.patches.find((patch) => patch.subject === subject);
  if (!found) throw new Error(`no patch ${subject}`);
  return found;
}
