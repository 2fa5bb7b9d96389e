// `landfall fixes`: what upstream did later about what was taken from it.
import { fixes } from '../next/follow.js';
import { fixesSheet } from '../report/sheet/index.js';
import type { World } from './command.js';
import { readProject, type RunOptions, withProgress } from './run.js';
import { deliverSheet, sheetCommand, type SheetOptions } from './sheet-options.js';

/** Defines the command. */
export function defineFixes(world: World) {
  return sheetCommand('fixes')
    .addHelpText('after', EXAMPLES)
    .action((name, options) => run(world, name, options));
}

async function run(world: World, name: string, options: RunOptions & SheetOptions): Promise<void> {
  const tracked = await readProject(world, name, options);
  const found = await withProgress(world, options, (given) => fixes(tracked, given));
  await deliverSheet(world, fixesSheet(found), options);
}

const EXAMPLES = `
Examples:
  $ landfall fixes systemd-stable
  $ landfall fixes gdb --format json | jq '.patches[].followUps[] | select(.held == "missing") | .oid'

Looked for are \`Fixes:\` trailers, reverts, and every other message that names a
commit you took or that landed, and what in turn mends those.`;
