// The token for a GitHub server: from the environment or from `gh`, and only for the server it was made for.
import { execFile } from 'node:child_process';
import type { Desk } from '../source.js';

const PUBLIC_API = 'api.github.com';

/**
 * The token for an API, or null. `GITHUB_TOKEN` and `GH_TOKEN` are for github.com (or the server of `GITHUB_API_URL`, as in
 * Actions), `GH_ENTERPRISE_TOKEN` and `GITHUB_ENTERPRISE_TOKEN` for the server of `GH_HOST`: a config file that names
 * another server gets none of them. `gh auth token` knows its own servers.
 */
export async function tokenFor(api: URL, { env }: Pick<Desk, 'env'>): Promise<string | null> {
  const isLocal = api.hostname === '127.0.0.1' || api.hostname === 'localhost';
  if (api.protocol !== 'https:' && !isLocal) return null;
  const own = hostOf(env.GITHUB_API_URL);
  const given =
    api.host === PUBLIC_API || (own !== null && own === api.host)
      ? (env.GITHUB_TOKEN ?? env.GH_TOKEN)
      : env.GH_HOST !== undefined && env.GH_HOST === api.host
        ? (env.GH_ENTERPRISE_TOKEN ?? env.GITHUB_ENTERPRISE_TOKEN)
        : undefined;
  if (given !== undefined && given !== '') return given.trim();
  return isLocal ? null : askGh(api.host === PUBLIC_API ? 'github.com' : api.host, env);
}

function hostOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : null;
}

/** Milliseconds for `gh` to look into its keyring. */
const GH_PATIENCE = 5000;

function askGh(host: string, env: Desk['env']): Promise<string | null> {
  return new Promise((resolve) => {
    const run = { env: { ...env }, timeout: GH_PATIENCE };
    // No `gh`, or not logged in: then there is no token, and that is no failure.
    execFile('gh', ['auth', 'token', '--hostname', host], run, (error, out) =>
      resolve(error ? null : out.trim() || null),
    );
  });
}
