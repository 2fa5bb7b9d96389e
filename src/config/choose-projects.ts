// Picks the projects a command line names.
import { LandfallError } from '../errors.js';
import type { LoadedProject } from './complete.js';
import type { LoadedConfig } from './load.js';
import { didYouMean } from './nearest.js';
import { quoted } from './problem.js';

/** The named projects in the config's order, or all when none is named. Throws LandfallError config.unknown-project. */
export function chooseProjects(config: LoadedConfig, names: readonly string[]): readonly LoadedProject[] {
  const known = config.projects.map(({ project }) => project.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const says = unknown.map((name) => `No project ${quoted(name)} in ${config.source}${didYouMean(name, known)}`);
    throw new LandfallError('usage', 'config.unknown-project', says.join('\n'), `Projects: ${known.join(', ')}.`);
  }
  return names.length === 0 ? config.projects : config.projects.filter(({ project }) => names.includes(project.name));
}
