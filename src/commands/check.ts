// `landfall check`: the gate.
import { track } from '../track.js';
import type { BaselineOptions } from './baseline.js';
import type { World } from './command.js';
import { gateCommand, type RuleOptions } from './gate-options.js';
import { judgeReport, tellResult } from './judge-report.js';
import { ASCII, CACHE, CONFIG, NO_CACHE, QUIET, WIDTH } from './options.js';
import type { LookOptions } from './output.js';
import { readProjects, type RunOptions, withProgress } from './run.js';
import { STORE } from './store-option.js';

/** Defines the command. */
export function defineCheck(world: World) {
  return gateCommand('check')
    .argument('[project...]', 'names of projects; all when none is named')
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

interface CheckOptions extends RunOptions, LookOptions, RuleOptions, BaselineOptions {
  readonly format: string;
}

async function check(world: World, names: readonly string[], options: CheckOptions): Promise<void> {
  const projects = await readProjects(world, names, options);
  const gate = await judgeReport(world, projects, options);
  const report = await withProgress(world, options, (trackOptions) => track(projects, trackOptions));
  await tellResult(world, report, gate(report), options);
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
