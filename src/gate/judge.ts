// Holds a report against the rules of its projects. What is not known never passes.
import { annotationNames, isOver } from '../model/annotation.js';
import type { Annotation } from '../model/config.js';
import { GATE_RULES, type GateConfig, type GateRule, type GateRuleName } from '../model/gate.js';
import { GATE_SCHEMA_VERSION, type GateCheck, type GateProject, type GateResult } from '../model/gate-result.js';
import type { PatchReport, ProjectReport, Report } from '../model/report.js';
import type { Baselines } from './baseline.js';
import { type Asked, worst } from './rule.js';
import { RULES } from './rules.js';

/** What is asked of one project. */
export interface Held {
  /** Complete, as `askedRules` makes them. */
  readonly gate: GateConfig;
  readonly annotations: readonly Annotation[];
  /** The config file as messages name it; see GateProject. */
  readonly file: string | null;
}

/** The result for every project of the report; `heldTo` says what is asked of the one of that name. */
export function judge(
  report: Report,
  heldTo: (name: string) => Held,
  baselines: Baselines | null,
  now: Date,
): GateResult {
  const projects = report.projects.map((project) => judgeProject(project, heldTo(project.name), baselines, now));
  return {
    schemaVersion: GATE_SCHEMA_VERSION,
    tool: report.tool,
    generatedAt: report.generatedAt,
    outcome: projects.length === 0 ? 'fail' : worst(projects.map(({ outcome }) => outcome)),
    projects,
  };
}

function judgeProject(report: ProjectReport, held: Held, baselines: Baselines | null, now: Date): GateProject {
  const baseline = baselines?.get(report.name) ?? null;
  const asked: Asked = { report, baseline, now, excuseOf: (patch) => excuseFor(patch, held.annotations, now) };
  const rules = rulesOf(held.gate);
  const unknown = knowledge(report, rules.length);
  const askable = report.state === 'tracked' ? rules : [];
  const checks = [...unknown, ...askable.map(([name, rule]) => check(asked, name, rule))];
  return {
    name: report.name,
    title: report.title,
    file: held.file,
    outcome: worst(checks.map(({ outcome }) => outcome)),
    baseline: baseline && { recordedAt: baseline.recordedAt, patches: baseline.patches, lines: baseline.lines },
    checks,
    notices: report.notices,
  };
}

/** The rules that are set, in their order. */
function rulesOf(gate: GateConfig): readonly (readonly [GateRuleName, GateRule])[] {
  return GATE_RULES.flatMap((name) => {
    const rule = gate[name];
    return rule ? [[name, rule] as const] : [];
  });
}

function check(asked: Asked, name: GateRuleName, { level, most }: GateRule): GateCheck {
  return { rule: name, level, most, ...RULES[name](asked, level, most ?? 0) };
}

/** What stands in the way of any judgement; nobody can switch these off. */
function knowledge({ state, notices }: ProjectReport, rules: number): readonly GateCheck[] {
  const error = notices.find(({ severity }) => severity === 'error');
  const found: GateCheck[] = [];
  if (state === 'no-data') {
    const says = `no data: ${error?.message ?? 'nothing could be compared'}`;
    found.push(unknowable('no-data', 'fail', says, error?.hint ?? 'landfall doctor says what is missing'));
  } else if (error) {
    const says = `a part could not be read, so the figures are too small: ${error.message}`;
    found.push(unknowable('incomplete', 'fail', says, error.hint ?? 'landfall doctor says what is missing'));
  }
  if (rules === 0) {
    const fix = 'write rules below `gate:` in its config file, or give them as flags';
    found.push(unknowable('no-rules', 'warn', 'no rule is set, so nothing was checked', fix));
  }
  return found;
}

function unknowable(rule: GateCheck['rule'], level: GateCheck['level'], says: string, fix: string): GateCheck {
  return { rule, level, outcome: level, most: null, measured: null, says, fix, violations: [] };
}

function excuseFor(patch: PatchReport, annotations: readonly Annotation[], now: Date): Annotation | null {
  const speaks = (annotation: Annotation) => annotation.gate === 'warn' && !isOver(annotation, now);
  return annotations.findLast((annotation) => speaks(annotation) && annotationNames(annotation, patch)) ?? null;
}
