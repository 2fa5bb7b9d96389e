// Reads the recorded state that a gate holds the delta against.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { LandfallError, messageOf } from '../errors.js';
import { type Baselines, baselinesOfHistory, baselinesOfReport } from '../gate/index.js';
import { openRepository } from '../git/repository.js';
import { readStateAt } from '../git/state-branch.js';
import type { Notice } from '../model/notice.js';
import { HISTORY_FILE } from '../store/history.js';
import { parseHistory } from '../trend/parse-history.js';
import type { World } from './command.js';

/** A recorded state in a file. */
export const BASELINE = new Option(
  '--baseline <file>',
  'the delta must not be larger than in this file: JSON of `landfall status`, or a history',
);

/** A recorded state on a branch; stands beside BASELINE. */
export const BASELINE_REF = new Option(
  '--baseline-ref <ref>',
  'the same, from the history on a state branch of the repository one stands in, such as origin/landfall-state',
);

export interface BaselineOptions {
  readonly baseline?: string | undefined;
  readonly baselineRef?: string | undefined;
}

/**
 * The baselines that the options name, or null when they name none; `tell` gets what damaged lines of a history cost.
 * Throws LandfallError when there is nothing that can be used: a baseline that is asked for and not there is no green.
 */
export async function readBaselines(
  world: World,
  { baseline, baselineRef }: BaselineOptions,
  tell: (notice: Notice) => void,
): Promise<Baselines | null> {
  if (baseline !== undefined && baselineRef !== undefined) {
    const says = '--baseline and --baseline-ref name two states';
    throw new LandfallError('usage', 'gate.two-baselines', says, 'leave one of them out');
  }
  if (baseline !== undefined) return parse(await fileText(resolve(world.cwd, baseline)), baseline, tell);
  if (baselineRef !== undefined) return parse(await refText(world.cwd, baselineRef), baselineRef, tell);
  return null;
}

function parse(text: string, place: string, tell: (notice: Notice) => void): Baselines {
  const report = baselinesOfReport(valueOf(text));
  if (report) return report;
  const { points, notices } = parseHistory(text, place);
  if (points.length > 0) {
    notices.forEach(tell);
    return baselinesOfHistory(points);
  }
  const hint = 'make one with `landfall status --format json -o FILE`, or `landfall status --record`';
  const says = `${place} holds no state: neither the JSON of a report nor a history`;
  throw new LandfallError('usage', 'gate.no-baseline', says, hint);
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Several lines of JSON are no JSON: a history.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function fileText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new LandfallError(
      'usage',
      'gate.no-baseline',
      `the baseline cannot be read: ${messageOf(cause)}`,
      null,
      cause,
    );
  });
}

async function refText(cwd: string, ref: string): Promise<string> {
  const at = await readStateAt(await openRepository(cwd), ref);
  const file = await at.read(HISTORY_FILE);
  if (file) return file.toString('utf8');
  const says = at.commit === null ? `there is no ref ${ref} here` : `${ref} holds no ${HISTORY_FILE}`;
  throw new LandfallError('usage', 'gate.no-baseline', says, 'fetch it; `landfall status --record` makes one');
}
