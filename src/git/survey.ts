// What a repository says of itself and of where it comes from, without asking the network.
import { gitEnvironment } from './environment.js';
import { gatherGit } from './process.js';
import { listRefs, openRepository, type Ref } from './repository.js';

/** A place that a repository fetches from. */
export interface Remote {
  readonly name: string;
  /** As configured, for fetching. */
  readonly url: string;
  /** The branch its HEAD stood at when it was cloned, or null when that is not known. */
  readonly defaultBranch: string | null;
}

/** A repository as `landfall init` needs to know it. */
export interface Survey {
  /** Where the files are, or the git folder of a bare repository. Absolute path. */
  readonly top: string;
  readonly bare: boolean;
  /** Null when HEAD is detached. */
  readonly currentBranch: string | null;
  /** In the order of the repository's config. */
  readonly remotes: readonly Remote[];
  readonly refs: readonly Ref[];
}

/** Surveys the repository at or above a folder. Throws LandfallError `world` when there is none. */
export async function surveyRepository(folder: string): Promise<Survey> {
  const repository = await openRepository(folder);
  const top = repository.bare ? repository.gitDir : await ask(folder, ['rev-parse', '--show-toplevel']);
  return {
    top: top ?? folder,
    bare: repository.bare,
    currentBranch: await branchBehind(folder, 'HEAD', 'refs/heads/'),
    remotes: await remotesOf(folder),
    refs: await listRefs(repository),
  };
}

/** The branch that upstream's HEAD names, as a clone or mirror remembers it, or null. */
export async function rememberedDefault(folder: string, bare: boolean, remote = 'origin'): Promise<string | null> {
  const prefix = `refs/remotes/${remote}/`;
  return (
    (await branchBehind(folder, `${prefix}HEAD`, prefix)) ?? (bare ? branchBehind(folder, 'HEAD', 'refs/heads/') : null)
  );
}

async function remotesOf(folder: string): Promise<Remote[]> {
  const listed = (await ask(folder, ['config', '-z', '--get-regexp', '^remote\\..*\\.url$'])) ?? '';
  const urls = new Map<string, string>();
  for (const entry of listed.split('\0')) {
    const [, name, url] = /^remote\.(.*)\.url\n([^]+)$/u.exec(entry) ?? [];
    // Of several addresses git fetches from the first.
    if (name !== undefined && url !== undefined && !urls.has(name)) urls.set(name, url);
  }
  return Promise.all(
    [...urls].map(async ([name, url]) => ({ name, url, defaultBranch: await rememberedDefault(folder, false, name) })),
  );
}

async function branchBehind(folder: string, ref: string, prefix: string): Promise<string | null> {
  const target = await ask(folder, ['symbolic-ref', '--quiet', ref]);
  return target?.startsWith(prefix) ? target.slice(prefix.length) : null;
}

// git answers such questions with a bad end when there is nothing to answer.
async function ask(folder: string, args: readonly string[]): Promise<string | null> {
  const answer = await gatherGit(args, { cwd: folder, env: gitEnvironment() }).catch(() => null);
  return answer?.toString('utf8').replace(/\n$/u, '') ?? null;
}
