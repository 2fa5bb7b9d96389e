// Holds a report against the rules of config and command line, and tells what comes of it.
import { isAbsolute, relative, sep } from 'node:path';
import { EXIT, LandfallError } from '../errors.js';
import { GATE_FORMATS, judge } from '../gate/index.js';
import type { GateResult } from '../model/gate-result.js';
import type { Report } from '../model/report.js';
import type { Tracked } from '../track.js';
import { type BaselineOptions, readBaselines } from './baseline.js';
import type { World } from './command.js';
import { type RuleOptions, rulesFrom } from './gate-options.js';
import { exitCodeOfReport } from './outcome.js';
import { deliver, type LookOptions, lookOf } from './output.js';

/** Holds a report against rules. */
export type Judge = (report: Report) => GateResult;

/** The same as `readyToJudge` where rules are a must: throws LandfallError `usage` when there is none. */
export async function judgeReport(
  world: World,
  projects: readonly Tracked[],
  options: RuleOptions & BaselineOptions,
): Promise<Judge> {
  const judge = await readyToJudge(world, projects, options);
  if (judge) return judge;
  const hint = 'write rules below `gate:` in a project file, or give flags such as --max-patches 40';
  throw new LandfallError('usage', 'gate.no-rules', 'no rule is set: nothing would be checked', hint);
}

/**
 * Makes ready to judge: what cannot be used is told before the work begins. Null when no project has a rule. Throws
 * LandfallError `usage` when the baseline is not there.
 */
export async function readyToJudge(
  world: World,
  projects: readonly Tracked[],
  options: RuleOptions & BaselineOptions,
): Promise<Judge | null> {
  const held = new Map(
    projects.map(({ project }) => [
      project.name,
      {
        gate: rulesFrom(project.gate, options),
        annotations: project.annotations,
        file: placeOf(world.cwd, project.file),
      },
    ]),
  );
  if ([...held.values()].every(({ gate }) => Object.keys(gate).length === 0)) return null;
  const baselines = await readBaselines(world, options, ({ message, hint }) => world.say(message, hint));
  return (report) =>
    judge(report, (name) => held.get(name) ?? { gate: {}, annotations: [], file: null }, baselines, world.now);
}

/** Writes the result of a gate where and how the options say, and sets the exit code. */
export async function tellResult(
  world: World,
  report: Report,
  result: GateResult,
  options: LookOptions & { readonly format: string; readonly quiet?: boolean | undefined },
): Promise<void> {
  const format = GATE_FORMATS.find(({ name }) => name === options.format) ?? GATE_FORMATS[0];
  await deliver(world, format.render(result, lookOf(world, options)), options.output);
  if (options.output !== undefined && !options.quiet) world.say(`wrote ${options.output}: gate ${result.outcome}`);
  world.end(exitCodeOfGate(report, result));
}

/** 1 when a rule is broken that fails; 2 or 3 as for a report when no project has data. */
export function exitCodeOfGate(report: Report, { outcome }: GateResult): number {
  const code = exitCodeOfReport(report);
  return code === EXIT.ok && outcome === 'fail' ? EXIT.gate : code;
}

function placeOf(cwd: string, file: string): string | null {
  const path = relative(cwd, file);
  return isAbsolute(path) || path.startsWith('..') ? null : path.split(sep).join('/');
}
