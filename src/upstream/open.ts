// Finds what a project's upstream refs stand at: the default branch, next refs, release tags.
import { LandfallError } from '../errors.js';
import { listRefs, openRepository, type Ref, type Repository, resolveCommit } from '../git/repository.js';
import type { UpstreamConfig } from '../model/config.js';
import type { Notice } from '../model/notice.js';
import { chooseRefs } from '../git/choose-refs.js';
import { releaseTags } from './releases.js';

export interface OpenedUpstream {
  readonly repository: Repository;
  readonly tip: string;
  readonly next: readonly { readonly ref: string; readonly oid: string }[];
  /** Release tags, oldest first. */
  readonly tags: readonly Ref[];
  readonly notices: readonly Notice[];
}

/** Opens the upstream of a project. Throws LandfallError with the way out when its repository or branch is not there. */
export async function openUpstream(config: UpstreamConfig): Promise<OpenedUpstream> {
  const repository = await openRepository(config.repository).catch((error: unknown) => {
    if (!config.mirror || !(error instanceof LandfallError) || error.code !== 'git.no-path') throw error;
    throw new LandfallError(
      'world',
      'upstream.no-mirror',
      `there is no copy of ${config.url} yet`,
      'run `landfall sync`, or name a local clone as upstream.repository',
      error,
    );
  });
  const refs = await listRefs(repository);
  const tip = (await resolveBranch(repository, refs, config.branch)) ?? null;
  if (tip === null) {
    throw new LandfallError(
      'usage',
      'upstream.no-branch',
      `upstream has no branch or commit ${config.branch}`,
      'correct upstream.branch, or run `landfall sync`',
    );
  }
  const notices: Notice[] = [];
  if (repository.shallow.length > 0) {
    notices.push({
      code: 'upstream.shallow',
      severity: 'warning',
      message: 'the upstream clone is shallow: landings below its cut are not seen',
      hint: 'git fetch --unshallow',
    });
  }
  const next = (config.next ?? []).flatMap((pattern) => {
    const found = chooseRefs(refs, pattern);
    if (found.length === 0)
      notices.push({
        code: 'upstream.no-next',
        severity: 'warning',
        message: `no upstream ref matches next: ${pattern}`,
        hint: 'correct upstream.next, or run `landfall sync`',
      });
    return found.map((ref) => ({ ref: ref.name, oid: ref.commit }));
  });
  return { repository, tip, next, tags: releaseTags(refs, config.releases), notices };
}

async function resolveBranch(repository: Repository, refs: readonly Ref[], branch: string): Promise<string | null> {
  return chooseRefs(refs, branch)[0]?.commit ?? resolveCommit(repository, branch);
}
