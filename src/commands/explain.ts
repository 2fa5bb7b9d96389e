// `landfall explain`: one patch and why its verdict is what it is.
import { Argument, Command } from '@commander-js/extra-typings';
import { explain } from '../explain.js';
import type { World } from './command.js';
import { ASCII, CACHE, CONFIG, FORMAT, OFFLINE, OUTPUT, QUIET, VERBOSE, WIDTH } from './options.js';
import { deliver, formatNamed, type LookOptions, lookOf } from './output.js';
import { readProject, type RunOptions, withProgress } from './run.js';

/** Defines the command. */
export function defineExplain(world: World) {
  return new Command('explain')
    .argument('<project>', 'name of the project')
    .addArgument(new Argument('<patch>', 'commit id, patch-id or subject; a part that fits one patch will do'))
    .addOption(FORMAT)
    .addOption(OUTPUT)
    .addOption(VERBOSE)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(OFFLINE)
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(QUIET)
    .addHelpText('after', EXAMPLES)
    .action((project, patch, options) => explainPatch(world, project, patch, options));
}

interface ExplainOptions extends RunOptions, LookOptions {
  readonly format: string;
}

async function explainPatch(world: World, name: string, patch: string, options: ExplainOptions): Promise<void> {
  const tracked = await readProject(world, name, options);
  const found = await withProgress(world, options, (trackOptions) => explain(tracked, patch, trackOptions));
  await deliver(world, formatNamed(options.format).explain(found, lookOf(world, options)), options.output);
}

const EXAMPLES = `
Examples:
  $ landfall explain gdb 1a2b3c4d5e6f
  $ landfall explain gdb "fix the unwinder" --format markdown`;
