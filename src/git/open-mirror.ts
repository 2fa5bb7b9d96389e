// Opens a mirror of Landfall's own: tells what to do where there is none yet, and where it is of another address.
import { LandfallError } from '../errors.js';
import { openRepository, type Repository } from './repository.js';

/** The mirror at `path`, which should be of `url`; `side` names the part of the config that says so. Throws LandfallError with the way out. */
export async function openMirror(
  path: string,
  url: string,
  side: 'upstream' | 'downstream',
  open: (path: string) => Promise<Repository> = openRepository,
): Promise<Repository> {
  const repository = await open(path).catch((error: unknown) => {
    if (!(error instanceof LandfallError) || error.code !== 'git.no-path') throw error;
    const hint = `run \`landfall sync\`, or name a local clone as ${side}.repository`;
    throw new LandfallError('world', `${side}.no-mirror`, `there is no copy of ${url} yet`, hint, error);
  });
  // Two projects of one name mean one mirror of an upstream: it holds that of only one of them.
  if (repository.mirrorOf === null || repository.mirrorOf === url) return repository;
  const says = `the mirror ${path} is of ${repository.mirrorOf}, the config says ${url}`;
  const hint = 'give one of the projects another name, or delete the mirror';
  throw new LandfallError('usage', 'sync.other-upstream', says, hint);
}
