// Opens the repositories of a project and resolves its refs: cheap, and all that a cached result depends on.
import { chooseBranches, type ChosenBranches } from '../downstream/choose-branches.js';
import { LandfallError, messageOf } from '../errors.js';
import { type Look, lookOnce } from '../git/repository.js';
import type { Project } from '../model/config.js';
import type { Notice } from '../model/notice.js';
import { type OpenedUpstream, openUpstream } from '../upstream/open.js';

export interface OpenedProject {
  readonly project: Project;
  /** Null when upstream could not be opened: then there is nothing to compare with. */
  readonly upstream: OpenedUpstream | null;
  readonly downstream: ChosenBranches;
  /** What the config had to say, and what is missing. */
  readonly notices: readonly Notice[];
}

/**
 * Opens a project; `told` is what its config had to say, `onto` an upstream revision to compare with in place of its
 * branch. What is missing becomes a notice; only our own mistakes are thrown.
 */
export async function openProject(
  project: Project,
  told: readonly Notice[] = [],
  onto?: string,
): Promise<OpenedProject> {
  const look = lookOnce();
  const [downstream, { upstream, notices: missing }] = await Promise.all([
    chooseBranches(project.downstream, look),
    openOrTell(project, look, onto),
  ]);
  const notices: Notice[] = [...downstream.notices, ...missing];
  if (
    downstream.requests.length + downstream.sets.length === 0 &&
    !notices.some((notice) => notice.severity === 'error')
  ) {
    notices.push({
      code: 'downstream.none',
      severity: 'error',
      message: 'no downstream branch is configured',
      hint: 'name branches under downstream',
    });
  }
  return { project, upstream, downstream, notices: [...told, ...notices] };
}

async function openOrTell(
  project: Project,
  look: Look,
  onto: string | undefined,
): Promise<{ readonly upstream: OpenedUpstream | null; readonly notices: readonly Notice[] }> {
  try {
    const upstream = await openUpstream(project.upstream, look, onto);
    return { upstream, notices: upstream.notices };
  } catch (error) {
    if (!(error instanceof LandfallError)) throw error;
    const notice: Notice = { code: error.code, severity: 'error', message: messageOf(error), hint: error.hint };
    return { upstream: null, notices: [notice] };
  }
}
