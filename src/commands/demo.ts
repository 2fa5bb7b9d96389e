// `landfall demo`: three small repositories, their status, their badges, and what to try next.
import { join, resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { makeDemo } from '../demo/make-demo.js';
import type { Report } from '../model/report.js';
import { terminal } from '../report/terminal.js';
import { track } from '../track.js';
import type { World } from './command.js';
import { ASCII, QUIET, VERBOSE, WIDTH } from './options.js';
import { type LookOptions, lookOf } from './output.js';
import { exitCodeOfReport } from './outcome.js';
import { readProjects, withProgress } from './run.js';
import { writeBadges } from './write-badges.js';

/** Defines the command. */
export function defineDemo(world: World) {
  return new Command('demo')
    .option('--dir <dir>', 'folder to make it in: a new or empty one, or an earlier demo', 'demo')
    .addOption(VERBOSE)
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(QUIET)
    .addHelpText('after', EXAMPLES)
    .action((options) => demo(world, options));
}

interface DemoOptions extends LookOptions {
  readonly dir: string;
  readonly quiet?: boolean | undefined;
}

async function demo(world: World, options: DemoOptions): Promise<void> {
  const { dir } = options;
  const { configDir } = await makeDemo(resolve(world.cwd, dir), world.signal);
  const projects = await readProjects(world, [], { config: configDir });
  const report = await withProgress(world, { ...options, cache: false }, (trackOptions) =>
    track(projects, trackOptions),
  );
  await world.out(terminal.report(report, lookOf(world, options)));
  const badges = await writeBadges(world, report, 'patches', join(dir, 'badges'));
  if (!options.quiet) await world.out(nextSteps(dir, report, badges));
  world.end(exitCodeOfReport(report));
}

function nextSteps(dir: string, report: Report, badges: readonly string[]): string {
  const config = `--config ${argument(join(dir, 'config'))}`;
  const tracked = report.projects.flatMap(({ name, patches }) => patches.map((patch) => ({ name, patch })));
  const telling = tracked.find(({ patch }) => patch.status === 'partial') ?? tracked[0];
  const id = telling?.patch.id;
  return [
    '',
    `Badges: ${badges.filter((path) => path.endsWith('.svg')).join(', ')}`,
    '',
    'Next:',
    ...(telling ? [`  npx landfall explain ${telling.name} ${id} ${config}`] : []),
    `  npx landfall status --only ambiguous,superseded --verbose ${config}`,
    `  npx landfall status --format markdown ${config}`,
    ...(telling ? [`  npx landfall replay ${telling.name} --no-record ${config}`] : []),
    '  npx landfall init        (in a repository of yours)',
    '',
  ].join('\n');
}

// As a shell reads it.
function argument(path: string): string {
  return /^[\w@%+=:,./-]+$/u.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

const EXAMPLES = `
Examples:
  $ landfall demo
  $ landfall demo --dir /tmp/demo --verbose`;
