// `landfall forecast`: the next rebase, rehearsed.
import { forecast } from '../next/forecast.js';
import { forecastSheet } from '../report/sheet/index.js';
import type { World } from './command.js';
import { readProject, type RunOptions, withProgress } from './run.js';
import { BRANCH, deliverSheet, ONTO, sheetCommand, type SheetOptions } from './sheet-options.js';

/** Defines the command. */
export function defineForecast(world: World) {
  return sheetCommand('forecast')
    .addOption(ONTO)
    .addOption(BRANCH)
    .addHelpText('after', EXAMPLES)
    .action((name, options) => run(world, name, options));
}

interface ForecastOptions extends RunOptions, SheetOptions {
  readonly onto?: string | undefined;
  readonly branch?: string | undefined;
}

async function run(world: World, name: string, options: ForecastOptions): Promise<void> {
  const tracked = await readProject(world, name, options);
  const { onto, branch } = options;
  const found = await withProgress(world, options, (given) => forecast(tracked, { ...given, onto, branch }));
  await deliverSheet(world, forecastSheet(found), options);
}

const EXAMPLES = `
Examples:
  $ landfall forecast gdb                         onto the tip of upstream's branch
  $ landfall forecast qemu-nvmm --onto v9.2.0 --branch nvmm
  $ landfall forecast gdb --format json | jq '.branches[].afterPlan'

Every patch is picked in memory onto that commit, as \`git rebase\` picks; a patch
that conflicts is skipped, as by \`git rebase --skip\`, and the next one tried.
Nothing is written into your repositories.`;
