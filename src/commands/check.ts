// `landfall check`: the gate.
import { Command, Option } from '@commander-js/extra-typings';
import { GATE_FORMATS } from '../gate/index.js';
import type { GateResult } from '../model/gate-result.js';
import type { Report } from '../model/report.js';
import { track } from '../track.js';
import { BASELINE, BASELINE_REF, type BaselineOptions } from './baseline.js';
import type { World } from './command.js';
import {
  CONTRADICTED,
  MAX_DAYS_CARRIED,
  MAX_DAYS_UNSENT,
  MAX_LINES,
  MAX_PATCHES,
  MAX_SHARE,
  type RuleOptions,
  UNDECLARED,
  WARN,
} from './gate-options.js';
import { exitCodeOfGate, judgeReport } from './judge-report.js';
import { ASCII, CACHE, CONFIG, NO_CACHE, OUTPUT, QUIET, VERBOSE, WIDTH } from './options.js';
import { deliver, type LookOptions, lookOf } from './output.js';
import { readProjects, type RunOptions, withProgress } from './run.js';
import { STORE } from './store-option.js';

/** Defines the command. */
export function defineCheck(world: World) {
  return new Command('check')
    .argument('[project...]', 'names of projects; all when none is named')
    .addOption(MAX_PATCHES)
    .addOption(MAX_LINES)
    .addOption(MAX_SHARE)
    .addOption(MAX_DAYS_CARRIED)
    .addOption(MAX_DAYS_UNSENT)
    .addOption(CONTRADICTED)
    .addOption(UNDECLARED)
    .addOption(BASELINE)
    .addOption(BASELINE_REF)
    .addOption(WARN)
    .addOption(GATE_FORMAT)
    .addOption(OUTPUT)
    .addOption(VERBOSE)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(NO_CACHE)
    .addOption(STORE)
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(QUIET)
    .addHelpText('after', NOTES)
    .action((names, options) => check(world, names, options));
}

/** The formats of gate results. */
export const GATE_FORMAT = new Option(
  '-f, --format <name>',
  GATE_FORMATS.map(({ name, says }) => `${name}: ${says}`).join('; '),
)
  .choices(GATE_FORMATS.map(({ name }) => name))
  .default(GATE_FORMATS[0].name);

interface CheckOptions extends RunOptions, LookOptions, RuleOptions, BaselineOptions {
  readonly format: string;
}

async function check(world: World, names: readonly string[], options: CheckOptions): Promise<void> {
  const projects = await readProjects(world, names, options);
  const gate = await judgeReport(world, projects, options);
  const report = await withProgress(world, options, (trackOptions) => track(projects, trackOptions));
  await tellResult(world, report, gate(report), options);
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

const NOTES = `
Rules stand below \`gate:\` in a project's config, or are given as flags, which hold
for every project. A project without data fails, and so does one of which a part
could not be read. An annotation with \`gate: warn\`, a reason and an expires makes a
warning of what one patch breaks.

Examples:
  $ landfall check                              the rules of the config
  $ landfall check gdb --max-patches 40 --max-days-carried 90
  $ landfall check --baseline-ref origin/landfall-state --warn ratchet
  $ landfall check --format junit -o landfall.xml

Exits with 0 when no rule is broken that fails, with 1 when one is; with 3 (or 2, when
the config is to blame) when no project could be read.`;
