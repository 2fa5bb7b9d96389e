// Asks where the patches of one project were sent, by tracking it: the answers are kept, and so is the result.
import type { Notice } from '../model/notice.js';
import { track, type Tracked } from '../track.js';
import type { World } from './command.js';
import { type RunOptions, withProgress } from './run.js';

/** Notices of sources: these are named for their kind. */
const OF_SOURCES = /^(?:github|mail|patchwork|patchew|submissions)\./u;

/** What came of asking: a line for people, and what could not be asked. */
export async function askSubmissions(
  world: World,
  tracked: Tracked,
  options: RunOptions,
): Promise<{ readonly says: string; readonly failures: readonly Notice[] }> {
  const report = await withProgress(world, options, (trackOptions) => track([tracked], trackOptions));
  const [project] = report.projects;
  const notices = project?.notices ?? [];
  const found = (project?.patches ?? []).filter(({ submission }) => submission !== null).length;
  return {
    says: `${found} ${found === 1 ? 'patch was' : 'patches were'} found where patches are sent`,
    failures: notices.filter(
      ({ code, severity }) => severity !== 'info' && (OF_SOURCES.test(code) || severity === 'error'),
    ),
  };
}
