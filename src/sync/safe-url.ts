// Which addresses are fetched: never one that would make git run a program named in a config file.
import { LandfallError } from '../errors.js';

const SCHEMES = ['https', 'ssh', 'git', 'file'];

/** Throws LandfallError `usage` unless the address is https, ssh, git, file, `host:path` or a path; `where` names it for people. */
export function requireSafeUrl(url: string, where: string): void {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//iu.exec(url)?.[1]?.toLowerCase();
  if (url.includes('${')) refuse(where, url, 'a variable in it is not set');
  if (url === '' || url.startsWith('-')) refuse(where, url, 'it is no address');
  if (/^[a-z0-9+.-]+::/iu.test(url)) refuse(where, url, 'addresses that name a program to run are not used');
  if (scheme !== undefined && !SCHEMES.includes(scheme))
    refuse(where, url, `${scheme} is not one of ${SCHEMES.join(', ')}`);
}

function refuse(where: string, url: string, why: string): never {
  throw new LandfallError('usage', 'sync.refused-url', `${url} is not fetched: ${why}`, `correct ${where}`);
}
