// `landfall log-draft`: the commit message for dropping what can be dropped now.
import { Command } from '@commander-js/extra-typings';
import { logDraft } from '../report/log-draft.js';
import { track } from '../track.js';
import type { World } from './command.js';
import { CACHE, CONFIG, NO_CACHE, OUTPUT, QUIET } from './options.js';
import { exitCodeOfReport } from './outcome.js';
import { deliver } from './output.js';
import { readProjects, type RunOptions, withProgress } from './run.js';
import { STORE } from './store-option.js';

/** Defines the command. */
export function defineLogDraft(world: World) {
  return new Command('log-draft')
    .argument('<project>', 'name of the project')
    .addOption(OUTPUT)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(NO_CACHE)
    .addOption(STORE)
    .addOption(QUIET)
    .addHelpText('after', EXAMPLES)
    .action((name, options) => draft(world, name, options));
}

async function draft(
  world: World,
  name: string,
  options: RunOptions & { readonly output?: string | undefined },
): Promise<void> {
  const projects = await readProjects(world, [name], options);
  const report = await withProgress(world, options, (trackOptions) => track(projects, trackOptions));
  const [project] = report.projects;
  for (const { message, hint } of project?.notices.filter(({ severity }) => severity === 'error') ?? []) {
    world.say(message, hint);
  }
  const text = project ? logDraft(project) : '';
  if (project?.state === 'tracked' && text === '') world.say(`${name}: nothing can be dropped now`);
  if (text !== '') await deliver(world, text, options.output);
  world.end(exitCodeOfReport(report));
}

const EXAMPLES = `
Examples:
  $ landfall log-draft gdb
  $ landfall log-draft gdb | git commit --file - --edit

Prints nothing, and exits with 0, when nothing can be dropped.`;
