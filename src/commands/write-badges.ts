// Writes the badge files of a report.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LandfallError, messageOf } from '../errors.js';
import type { Report } from '../model/report.js';
import { type BadgeMetric, badges } from '../report/badge.js';
import type { World } from './command.js';
import { writeWhole } from './output.js';

/** Writes an SVG and a JSON file for each badge, that for all with the title if there is one; returns their paths as `folder` names it. Throws LandfallError `world`. */
export async function writeBadges(
  world: World,
  report: Report,
  metric: BadgeMetric,
  folder: string,
  title?: string,
): Promise<readonly string[]> {
  await mkdir(resolve(world.cwd, folder), { recursive: true }).catch((cause: unknown) => {
    const hint = 'name another folder with --out';
    throw new LandfallError('world', 'output.unwritable', `${folder} cannot be made: ${messageOf(cause)}`, hint, cause);
  });
  const files = badges(report, metric, title).flatMap(({ name, svg, endpoint }) => [
    { path: join(folder, `${name}.svg`), text: svg },
    { path: join(folder, `${name}.json`), text: `${JSON.stringify(endpoint, null, 2)}\n` },
  ]);
  for (const { path, text } of files) await writeWhole(resolve(world.cwd, path), text);
  return files.map(({ path }) => path);
}
