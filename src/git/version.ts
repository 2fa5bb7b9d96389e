// Asks which git is on PATH, and whether it is new enough.
import { LandfallError } from '../errors.js';
import { gitEnvironment } from './environment.js';
import { gatherGit, OLDEST_GIT } from './process.js';

/** The version of the git on PATH, such as `2.39.5`. Throws LandfallError `world` when git is missing, too old, or says something else. */
export async function requireGit(): Promise<string> {
  // Any folder that is there will do; the current one may have been deleted.
  const answer = (await gatherGit(['--version'], { cwd: '/', env: gitEnvironment() })).toString('utf8').trim();
  const version = /^git version (\d+\.\d+[\w.-]*)/u.exec(answer)?.[1];
  const hint = `install git ${OLDEST_GIT} or later and put it first on PATH`;
  if (version === undefined) {
    throw new LandfallError('world', 'git.unknown-version', `git --version says ${JSON.stringify(answer)}`, hint);
  }
  if (isOlder(version, OLDEST_GIT)) {
    const says = `git ${version} is too old: Landfall needs git ${OLDEST_GIT} or later`;
    throw new LandfallError('world', 'git.too-old', says, hint);
  }
  return version;
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = than.split('.').map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}
