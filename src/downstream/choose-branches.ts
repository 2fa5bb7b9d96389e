// Turns the downstream entries of a project into branches and patch sets to read; what is not there becomes a notice.
import { LandfallError, messageOf } from '../errors.js';
import { chooseRefs } from '../git/choose-refs.js';
import { openMirror } from '../git/open-mirror.js';
import { type Look, type Ref, type Repository, resolveCommit } from '../git/repository.js';
import type { Touch } from '../git/tree-files.js';
import { type DownstreamConfig, type FilesConfig, nameOfRepository } from '../model/config.js';
import type { Notice } from '../model/notice.js';
import type { BranchRequest } from './branch.js';
import { openSet } from './open-set.js';

/** A patch set in files: which of its states is to be read. */
export interface OpenedSet {
  readonly entry: DownstreamConfig;
  readonly files: FilesConfig;
  /** The downstream commit whose files are read; null for files as they lie in a folder. */
  readonly commit: string | null;
  /** Names the state: that commit, or a digest of the files. */
  readonly state: string;
  /** Who touched each of its files last; null where that was not looked up. */
  readonly touches: ReadonlyMap<string, Touch> | null;
}

export interface ChosenBranches {
  readonly repositories: readonly Repository[];
  readonly sets: readonly OpenedSet[];
  readonly requests: readonly (BranchRequest & { readonly follows: DownstreamConfig['follows'] })[];
  readonly notices: readonly Notice[];
}

/** Opens every downstream repository or folder and lists the branches and patch sets meant, in the order of the configuration. Never throws for a missing one. */
export async function chooseBranches(entries: readonly DownstreamConfig[], look: Look): Promise<ChosenBranches> {
  const repositories: Repository[] = [];
  const requests: ChosenBranches['requests'][number][] = [];
  const sets: OpenedSet[] = [];
  const notices: Notice[] = [];
  for (const entry of entries) {
    try {
      if (entry.files !== null) {
        const opened = await openSet(entry, entry.files, (each) => openEntry(each, look));
        sets.push(opened.set);
        if (opened.repository) repositories.push(opened.repository);
        if (opened.repository?.shallow.length) notices.push(shallow(entry));
        continue;
      }
      const repository = await openEntry(entry, look);
      repositories.push(repository);
      const refs = await look.refs(repository);
      if (repository.shallow.length > 0) notices.push(shallow(entry));
      for (const pattern of entry.branches)
        requests.push(...(await requestsFor(entry, pattern, repository, refs, notices)));
    } catch (error) {
      if (!(error instanceof LandfallError)) throw error;
      notices.push({ code: error.code, severity: 'error', message: messageOf(error), hint: error.hint });
    }
  }
  return { repositories, sets, requests: withoutRepeats(requests), notices };
}

function openEntry({ repository, mirrorOf }: DownstreamConfig, look: Look): Promise<Repository> {
  return mirrorOf === null ? look.open(repository) : openMirror(repository, mirrorOf, 'downstream', look.open);
}

async function requestsFor(
  entry: DownstreamConfig,
  pattern: string,
  repository: Repository,
  refs: readonly Ref[],
  notices: Notice[],
): Promise<ChosenBranches['requests'][number][]> {
  const { repository: path, paths, follows } = entry;
  const name = nameOfRepository(entry);
  const base = entry.base === null ? null : await resolveCommit(repository, entry.base);
  if (entry.base !== null && base === null) {
    notices.push({
      code: 'downstream.no-base',
      severity: 'error',
      message: `${name} has no commit ${entry.base}, named as base`,
      hint: 'correct downstream.base',
    });
    return [];
  }
  const chosen = chooseRefs(refs, pattern).map((ref) => ({
    repository: path,
    ref: ref.name,
    tip: ref.commit,
    base,
    paths,
    follows,
  }));
  if (chosen.length > 0) return chosen;
  const commit = await resolveCommit(repository, pattern);
  if (commit !== null) return [{ repository: path, ref: pattern, tip: commit, base, paths, follows }];
  notices.push({
    code: 'downstream.no-branch',
    severity: 'error',
    message: `${name} has no branch ${pattern}`,
    hint: 'correct downstream.branches',
  });
  return [];
}

/** Of a branch that several entries mean, the last entry holds; under other paths it is another stack. */
function withoutRepeats(requests: ChosenBranches['requests']): ChosenBranches['requests'][number][] {
  const key = ({ repository, ref, paths }: BranchRequest) => [repository, ref, ...paths].join('\0');
  return [...new Map(requests.map((request) => [key(request), request])).values()];
}

function shallow(entry: DownstreamConfig): Notice {
  return {
    code: 'downstream.shallow',
    severity: 'warning',
    message: `${nameOfRepository(entry)} is a shallow clone: patches below its cut are not seen`,
    hint: 'git fetch --unshallow',
  };
}
