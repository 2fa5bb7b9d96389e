// Gates over made-up reports: what a rule is asked with, and a result to write down.
import { judge } from '../../src/gate/index.js';
import type { Baselines } from '../../src/gate/baseline.js';
import type { Annotation } from '../../src/model/config.js';
import type { GateConfig } from '../../src/model/gate.js';
import type { GateCheck, GateProject, GateResult } from '../../src/model/gate-result.js';
import type { PatchReport, ProjectReport } from '../../src/model/report.js';
import { commit, landing, patch, project, report } from '../report/fixtures.js';
import { annotationOf } from '../support/annotation.js';

/** A day and a half after the reports of fixtures.ts. */
const NOW = new Date('2026-11-25T02:05:00Z');

export interface Case {
  readonly patches?: readonly PatchReport[];
  readonly given?: Partial<ProjectReport>;
  readonly annotations?: readonly Annotation[];
  readonly baselines?: Baselines | null;
  readonly file?: string | null;
}

/** The project `gdb` held to these rules. */
export function gate(
  rules: GateConfig,
  { patches = [], given, annotations = [], baselines = null, file = 'landfall.yaml' }: Case,
): GateResult {
  const reports = report([project('gdb', patches, given)]);
  return judge(reports, () => ({ gate: rules, annotations, file }), baselines, NOW);
}

/** Its only project. */
export function projectOf(rules: GateConfig, held: Case): GateProject {
  return gate(rules, held).projects[0] as GateProject;
}

/** The check of one rule. */
export function checkOf(
  rule: GateCheck['rule'],
  most: number | null,
  held: Case,
  level: 'warn' | 'fail' = 'fail',
): GateCheck {
  const found = projectOf({ [rule]: { level, most } }, held).checks.find((check) => check.rule === rule);
  if (!found) throw new Error(`${rule} was not checked`);
  return found;
}

const NOTHING = { patches: 0, hunks: 0, insertions: 0, deletions: 0, files: 0 };

/** A patch that landed in a release of that day. */
export function landedIn(release: string, date: string): Case {
  const commits = [commit('it', { release })];
  const given = { upstream: { ...project('gdb', []).upstream, releases: [{ name: release, date, absorbs: NOTHING }] } };
  return {
    patches: [patch('landed one', { status: 'landed', landing: landing(commits) })],
    given: given as Partial<ProjectReport>,
  };
}

/** An exception for the patch of that subject. */
export function excuse(subject: string, expires: string): Annotation {
  return annotationOf({ subject, gate: 'warn', reason: 'the maintainer is away', expires });
}
