// `landfall doctor`: checks what Landfall needs, and says what to do.
import { Command } from '@commander-js/extra-typings';
import { chooseProjects } from '../config/choose-projects.js';
import { loadConfig } from '../config/load.js';
import { type Check, failed, ok } from '../doctor/check.js';
import { checkCache, checkGit, checkNode } from '../doctor/machine.js';
import { checkProject } from '../doctor/project.js';
import { EXIT, LandfallError } from '../errors.js';
import { visible } from '../report/clean.js';
import type { Paint, Style } from '../report/index.js';
import type { Tracked } from '../track.js';
import type { World } from './command.js';
import { CACHE, CONFIG } from './options.js';
import { isUsage } from './outcome.js';
import { cacheFolder, type RunOptions } from './run.js';

/** Defines the command. */
export function defineDoctor(world: World) {
  return new Command('doctor')
    .argument('[project...]', 'names of projects; all when none is named')
    .addOption(CONFIG)
    .addOption(CACHE)
    .addHelpText('after', NOTES)
    .action((names, options) => doctor(world, names, options));
}

async function doctor(world: World, names: readonly string[], options: RunOptions): Promise<void> {
  const machine = [await checkGit(), checkNode(), await checkCache(cacheFolder(world, options))];
  const { projects, check } = await checkConfig(world, names, options);
  const checks = [...machine, check];
  const hasGit = machine.every(({ what, level }) => what !== 'git' || level === 'ok');
  for (const tracked of hasGit ? projects : []) checks.push(...(await checkProject(tracked, world.now)));
  await world.out(`${checks.map((each) => linesFor(each, world.paint)).join('\n')}\n${summary(checks)}\n`);
  const failures = checks.filter(({ level }) => level === 'fail');
  const usage = failures.every(({ code }) => code !== null && isUsage({ code }));
  world.end(failures.length === 0 ? EXIT.ok : usage ? EXIT.usage : EXIT.world);
}

async function checkConfig(
  world: World,
  names: readonly string[],
  options: RunOptions,
): Promise<{ readonly projects: readonly Tracked[]; readonly check: Check }> {
  const { cwd, env } = world;
  try {
    const config = await loadConfig({ config: options.config, cwd, env, cacheDir: cacheFolder(world, options) });
    const projects = chooseProjects(config, names);
    const listed = config.projects.map(({ project }) => project.name).join(', ');
    return { projects, check: ok('config', `${config.source}: ${listed}`) };
  } catch (error) {
    if (error instanceof LandfallError) return { projects: [], check: failed('config', error) };
    throw error;
  }
}

const STYLES: Readonly<Record<Check['level'], Style>> = { ok: 'good', warn: 'warn', fail: 'bad' };

function linesFor({ level, what, says, hint }: Check, paint: Paint): string {
  const [first = '', ...rest] = says.split('\n').map((line) => visible(line));
  const lines = [`${paint(STYLES[level], level.padEnd(4))}  ${what}: ${first}`, ...rest.map((line) => `      ${line}`)];
  return (hint === null ? lines : [...lines, `      → ${visible(hint)}`]).join('\n');
}

function summary(checks: readonly Check[]): string {
  const count = (wanted: Check['level']) => checks.filter(({ level }) => level === wanted).length;
  return `\n${checks.length} checks: ${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} failed`;
}

const NOTES = `
Examples:
  $ landfall doctor
  $ landfall doctor gdb --config config

Exits with 0 when no check fails, with 2 when the config is to blame for all that
fail, else with 3.`;
