// Finds what a project's upstream refs stand at: the default branch, next refs, release tags.
import { LandfallError } from '../errors.js';
import { type Look, type Ref, type Repository, resolveCommit } from '../git/repository.js';
import type { UpstreamConfig } from '../model/config.js';
import type { Notice } from '../model/notice.js';
import { chooseRefs } from '../git/choose-refs.js';
import { openMirror } from '../git/open-mirror.js';
import { releaseTags } from './releases.js';

export interface OpenedUpstream {
  readonly repository: Repository;
  /** What patches are compared with: the tip of the branch, or the revision asked for in its place. */
  readonly tip: string;
  /** Other tips of upstream's own: no patch of a stack, and no landing either. */
  readonly aside: readonly string[];
  readonly next: readonly { readonly ref: string; readonly oid: string }[];
  /** Release tags, oldest first. */
  readonly tags: readonly Ref[];
  readonly notices: readonly Notice[];
}

/** Opens the upstream of a project, to be compared with its branch or with the revision `onto`. Throws LandfallError with the way out when its repository or branch is not there, or is another upstream's. */
export async function openUpstream(config: UpstreamConfig, look: Look, onto?: string): Promise<OpenedUpstream> {
  const { repository: path, mirror, url } = config;
  const repository = await (mirror ? openMirror(path, url, 'upstream', look.open) : look.open(path));
  const refs = await look.refs(repository);
  const branch = await resolveBranch(repository, refs, config.branch);
  if (branch === null) throw noRevision(config.branch, 'correct upstream.branch, or run `landfall sync`');
  const tip = onto === undefined ? branch : await resolveBranch(repository, refs, onto);
  if (tip === null) throw noRevision(onto ?? '', 'name a branch, tag or commit of upstream with --onto');
  const found = (config.next ?? []).map((pattern) => ({ pattern, refs: chooseRefs(refs, pattern) }));
  const missing = found.filter((each) => each.refs.length === 0).map((each) => each.pattern);
  // What came after the revision asked for is on its way to whoever moves there, as what lies in a next ref is.
  const aside = tip === branch ? [] : [{ ref: chooseRefs(refs, config.branch)[0]?.name ?? config.branch, oid: branch }];
  const next = found.flatMap((each) => each.refs.map((ref) => ({ ref: ref.name, oid: ref.commit })));
  return {
    repository,
    tip,
    aside: aside.map(({ oid }) => oid),
    next: [...aside, ...next],
    tags: releaseTags(refs, config.releases),
    notices: [...(repository.shallow.length > 0 ? [SHALLOW] : []), ...missing.map(noNext)],
  };
}

const SHALLOW: Notice = {
  code: 'upstream.shallow',
  severity: 'warning',
  message: 'the upstream clone is shallow: landings below its cut are not seen',
  hint: 'git fetch --unshallow',
};

function noNext(pattern: string): Notice {
  return {
    code: 'upstream.no-next',
    severity: 'warning',
    message: `no upstream ref matches next: ${pattern}`,
    hint: 'correct upstream.next, or run `landfall sync`',
  };
}

async function resolveBranch(repository: Repository, refs: readonly Ref[], branch: string): Promise<string | null> {
  return chooseRefs(refs, branch)[0]?.commit ?? resolveCommit(repository, branch);
}

function noRevision(name: string, hint: string): LandfallError {
  return new LandfallError('usage', 'upstream.no-branch', `upstream has no branch or commit ${name}`, hint);
}
