// Links to upstream commits, where the upstream is at a forge whose addresses are known.
import { shortId } from '../figures.js';
import { code } from './escape.js';

/** An upstream commit: a link when `url` is a GitHub or GitLab repository, else its id alone. */
export function commitLink(oid: string, url: string | null): string {
  const page = url === null ? null : commitPage(url);
  if (page === null || !/^[0-9a-f]{40,64}$/.test(oid)) return code(shortId(oid));
  return `[${code(shortId(oid))}](${page}${oid})`;
}

function commitPage(url: string): string | null {
  const [, host, path] = FORGE.exec(url.replace(/\/+$/, '').replace(/\.git$/, '')) ?? [];
  if (host === undefined || path === undefined) return null;
  return host === 'github.com' ? `https://${host}/${path}/commit/` : `https://${host}/${path}/-/commit/`;
}

const FORGE = /^https:\/\/(github\.com|gitlab\.[a-z0-9.-]+)\/([\w.-]+(?:\/[\w.-]+)+)$/;
