// Where the result of `landfall ci` goes: files for any system, and what GitHub Actions reads.
import { randomUUID } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { outputLines } from '../ci/outputs.js';
import { LandfallError, messageOf } from '../errors.js';
import { GATE_FORMATS } from '../gate/index.js';
import type { GateResult } from '../model/gate-result.js';
import type { Report } from '../model/report.js';
import { PLAIN } from '../report/index.js';
import type { World } from './command.js';
import { formatNamed, lookOf, writeWhole } from './output.js';
import { writeBadges } from './write-badges.js';

/** What one run found. `gate` is null when no project has a rule. */
export interface CiResult {
  readonly report: Report;
  readonly gate: GateResult | null;
}

/** Writes the files below `out`. Throws LandfallError `world`. */
export async function writeResults(world: World, { report, gate }: CiResult, out: string): Promise<void> {
  const folder = resolve(world.cwd, out);
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    const hint = 'name another folder with --out';
    throw new LandfallError('world', 'output.unwritable', `${out} cannot be made: ${messageOf(cause)}`, hint, cause);
  });
  const files = new Map([
    ['report.json', formatNamed('json').report(report, PLAIN)],
    ['report.md', formatNamed('markdown').report(report, PLAIN)],
    ...(gate ? GATE_FILES.map(([name, format]): [string, string] => [name, rendered(format, gate)]) : []),
  ]);
  for (const [name, text] of files) await writeWhole(join(folder, name), text);
  await writeBadges(world, report, 'patches', join(out, 'badges'));
}

const GATE_FILES = [
  ['gate.json', 'json'],
  ['gate.xml', 'junit'],
  ['gate.sarif', 'sarif'],
] as const;

/** Prints the result; in GitHub Actions it also annotates the run, and fills the job's summary and the step's outputs. */
export async function tellGitHub(world: World, { report, gate }: CiResult): Promise<void> {
  const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY, GITHUB_OUTPUT } = world.env;
  const shown = formatNamed('terminal').report(report, lookOf(world, {}));
  const text = gate ? `${shown}\n${GATE_FORMATS[0].render(gate, lookOf(world, {}))}` : shown;
  if (GITHUB_ACTIONS !== 'true') return world.out(text);
  await world.out(unread(text));
  if (gate) await world.out(rendered('github', gate));
  const summary = formatNamed('markdown').report(report, PLAIN) + (gate ? `\n${rendered('markdown', gate)}` : '');
  if (GITHUB_STEP_SUMMARY) await append(GITHUB_STEP_SUMMARY, summary);
  if (GITHUB_OUTPUT) await append(GITHUB_OUTPUT, outputLines(report, gate));
}

/** The runner obeys commands in whatever a step prints: subjects of commits must not be able to hold some. */
function unread(text: string): string {
  const word = randomUUID();
  return `::stop-commands::${word}\n${text}::${word}::\n`;
}

function rendered(name: string, gate: GateResult): string {
  const format = GATE_FORMATS.find((each) => each.name === name);
  if (!format) throw new Error(`no format ${name}`);
  return format.render(gate, PLAIN);
}

async function append(file: string, text: string): Promise<void> {
  await appendFile(file, text).catch((cause: unknown) => {
    throw new LandfallError('world', 'output.unwritable', `${file}: ${messageOf(cause)}`, null, cause);
  });
}
