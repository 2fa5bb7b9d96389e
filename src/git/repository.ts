// Opens a user's repository for reading: where its objects are, what its refs say. Only ref look-ups ever run in it.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LandfallError, messageOf } from '../errors.js';
import { gitEnvironment } from './environment.js';
import { gatherGit } from './process.js';

export type HashType = 'sha1' | 'sha256';

/** What Landfall needs to know of a repository to read it without running anything in it. All paths are absolute. */
export interface Repository {
  readonly path: string;
  readonly gitDir: string;
  readonly objectsDir: string;
  readonly hash: HashType;
  readonly bare: boolean;
  /** Commits whose parents are cut off; empty unless the clone is shallow. */
  readonly shallow: readonly string[];
  /** True for a partial clone: contents may be missing and are not fetched. */
  readonly partial: boolean;
  /** The address that a mirror of Landfall's own was made from; null for any other repository. */
  readonly mirrorOf: string | null;
}

/** The remote's name in such a mirror: one that no setting of the user is about. */
export const MIRROR_REMOTE = 'landfall';

/** A ref; `commit` is the commit it comes to, tags peeled. `date` is when it was made, in seconds. */
export interface Ref {
  readonly name: string;
  readonly oid: string;
  readonly commit: string;
  readonly date: number;
}

/** What openRepository asks of git. Paths may hold line ends: the words between them do not. */
const ANSWER = /^(.*)\n(true|false)\n(sha1|sha256)\n(.*objects)\n(.*shallow)\n$/s;

/** Opens the repository at or above `path`. Throws LandfallError `world` with the way out when there is none. */
export async function openRepository(path: string): Promise<Repository> {
  if (!(await isDirectory(path))) {
    throw new LandfallError(
      'world',
      'git.no-path',
      `${path} is not there`,
      'clone it, or correct the path in the config',
    );
  }
  const questions = ['--absolute-git-dir', '--is-bare-repository', '--show-object-format'];
  const places = ['--git-path', 'objects', '--git-path', 'shallow'];
  const asked = ask(path, ['rev-parse', ...questions, ...places]).catch((error: unknown) => {
    throw notOpened(path, error);
  });
  const [answer, settings] = await Promise.all([asked, settingsOf(path)]);
  const [, gitDir = '', bare, hash, objects = '', shallow = ''] = ANSWER.exec(answer) ?? [];
  return {
    path,
    gitDir,
    objectsDir: resolve(path, objects),
    hash: hash === 'sha256' ? 'sha256' : 'sha1',
    bare: bare === 'true',
    shallow: await linesOf(resolve(path, shallow)),
    ...settings,
  };
}

/** Looks into repositories, into each once: both sides of a project are often one. */
export interface Look {
  readonly open: (path: string) => Promise<Repository>;
  readonly refs: (repository: Repository) => Promise<Ref[]>;
}

/** A look as of now. */
export function lookOnce(): Look {
  const opened = new Map<string, Promise<Repository>>();
  const listed = new Map<string, Promise<Ref[]>>();
  const once = <T>(known: Map<string, Promise<T>>, path: string, look: () => Promise<T>) => {
    const answer = known.get(path) ?? look();
    known.set(path, answer);
    return answer;
  };
  return {
    open: (path) => once(opened, path, () => openRepository(path)),
    refs: (repository) => once(listed, repository.path, () => listRefs(repository)),
  };
}

/** All refs that lead to a commit, by name; those whose objects are missing are left out. Throws LandfallError `world` when git cannot list them. */
export async function listRefs(repository: Repository): Promise<Ref[]> {
  const list = ['for-each-ref', `--format=${REF_FORMAT}`];
  const answer = await askRefs(repository, list).catch(() => listSoundRefs(repository, list));
  const refs: Ref[] = [];
  for (const line of answer.split('\n')) {
    const [name = '', oid = '', type, peeled = '', peeledType, date] = line.split('\0');
    const commit = type === 'commit' ? oid : peeledType === 'commit' ? peeled : null;
    if (commit !== null) refs.push({ name, oid, commit, date: Number(date) || 0 });
  }
  return refs;
}

const REF_FORMAT = '%(refname)%00%(objectname)%00%(objecttype)%00%(*objectname)%00%(*objecttype)%00%(creatordate:unix)';
/** Names of refs that are given to git at once: a command line has an end. */
const REFS_AT_ONCE = 200;

/** git lists no ref at all where one of them is broken: then only those are asked for whose objects can be read. */
async function listSoundRefs(repository: Repository, list: readonly string[]): Promise<string> {
  const names = (await askRefs(repository, ['for-each-ref', '--format=%(refname)']))
    .split('\n')
    .filter((name) => name !== '');
  const input = names.map((name) => `${name}^{commit}\n`).join('');
  const run = { cwd: repository.path, env: gitEnvironment(), input };
  const checked = (await gatherGit(['cat-file', '--batch-check=%(objecttype)'], run)).toString('utf8').split('\n');
  const sound = names.filter((_, place) => checked[place] === 'commit');
  const answers: string[] = [];
  for (let at = 0; at < sound.length; at += REFS_AT_ONCE) {
    answers.push(await askRefs(repository, [...list, ...sound.slice(at, at + REFS_AT_ONCE)]));
  }
  return answers.join('');
}

function askRefs(repository: Repository, args: readonly string[]): Promise<string> {
  return ask(repository.path, args).catch((error: unknown) => {
    const says = `the refs of ${repository.path} cannot be read: ${messageOf(error)}`;
    throw new LandfallError('world', 'git.failed', says, 'git fsck names what is broken', error);
  });
}

/** The commit a revision names, or null when it names none. Options in disguise are taken as revisions. */
export async function resolveCommit(repository: Repository, revision: string): Promise<string | null> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const answer = await ask(repository.path, args).catch(() => '');
  return answer.trim() || null;
}

/** What git answers in the user's repository: of known, small size. */
async function ask(path: string, args: readonly string[]): Promise<string> {
  return (await gatherGit(args, { cwd: path, env: gitEnvironment() })).toString('utf8');
}

async function settingsOf(path: string): Promise<Pick<Repository, 'partial' | 'mirrorOf'>> {
  const keys = `^(extensions\\.partialclone|remote\\..*\\.promisor|remote\\.${MIRROR_REMOTE}\\.url)$`;
  const answer = await ask(path, ['config', '--local', '-z', '--get-regexp', keys]).catch(() => '');
  const settings = answer.split('\0').filter((entry) => entry !== '');
  const url = `remote.${MIRROR_REMOTE}.url\n`;
  const mirrorOf = settings.find((entry) => entry.startsWith(url))?.slice(url.length) ?? null;
  return { partial: settings.some((entry) => !entry.startsWith(url)), mirrorOf };
}

async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').filter((line) => line !== '');
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function notOpened(path: string, error: unknown): LandfallError {
  const message = messageOf(error);
  if (error instanceof LandfallError && error.code === 'git.missing') return error;
  if (/dubious ownership/.test(message)) {
    return new LandfallError(
      'world',
      'git.ownership',
      `${path} belongs to another user, so git will not read it`,
      `git config --global --add safe.directory ${path}`,
      error,
    );
  }
  return new LandfallError(
    'world',
    'git.not-a-repository',
    `${path} is not a git repository`,
    'correct the path in the config',
    error,
  );
}
