// Addresses of commits and releases, where the upstream is at a forge whose addresses are known.

/** The page of a commit, or null when `url` is no GitHub or GitLab repository. */
export function commitUrl(oid: string, url: string | null): string | null {
  const forge = forgeOf(url);
  if (forge === null || !/^[0-9a-f]{40,64}$/.test(oid)) return null;
  return `${forge.base}${forge.below}/commit/${oid}`;
}

/** The page of a tag, or null when `url` is no GitHub or GitLab repository. */
export function releaseUrl(tag: string, url: string | null): string | null {
  const forge = forgeOf(url);
  if (forge === null) return null;
  const name = encodeURIComponent(tag).replaceAll('%2F', '/');
  return forge.below === '' ? `${forge.base}/releases/tag/${name}` : `${forge.base}/-/tags/${name}`;
}

/** An address to link to: http and https only, else null. */
export function webUrl(text: string | null): string | null {
  return text !== null && /^https?:\/\/[^\s"'<>]+$/i.test(text) && URL.canParse(text) ? text : null;
}

function forgeOf(url: string | null): { readonly base: string; readonly below: string } | null {
  const [, host, path] = FORGE.exec((url ?? '').replace(/\/+$/, '').replace(/\.git$/, '')) ?? [];
  if (host === undefined || path === undefined) return null;
  return { base: `https://${host}/${path}`, below: host === 'github.com' ? '' : '/-' };
}

const FORGE = /^https:\/\/(github\.com|gitlab\.[a-z0-9.-]+)\/([\w.-]+(?:\/[\w.-]+)+)$/;
