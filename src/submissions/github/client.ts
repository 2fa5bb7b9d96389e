// GitHub's client: octokit with its throttling and retry plugins, over our own way to the server.
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import Bottleneck from 'bottleneck';
import type { GitHubConfig } from '../../model/config.js';
import type { SubmissionSettings } from '../../model/settings.js';
import { type Asker, openAsker } from '../http/asker.js';
import type { Desk } from '../source.js';
import { tokenFor } from './token.js';

/** Without a token GitHub answers 60 requests an hour: some are left for what else runs here. */
const ANONYMOUS_REQUESTS = 50;
/** Without one an answer that did not change counts as well: of so many milliseconds ago it is new enough, and what was left out gets its turn. */
const ANONYMOUS_FRESH = 6 * 60 * 60 * 1000;
/** Longer than this many seconds a limit is not waited for: the kept answers have to do until the next run. */
const MOST_WAIT = 60;
/** Tries after the first, for answers of a server in trouble. */
const RETRIES = 2;
const SECOND = 1000;
/** GitHub asks for a second between GraphQL queries and for two between searches. */
const SEARCH_PAUSE = 2 * SECOND;

export interface GitHub {
  readonly octokit: Octokit;
  readonly asker: Asker;
  readonly owner: string;
  readonly repo: string;
  /** Base address of its REST interface, without a slash at the end. */
  readonly api: string;
  /** True with a token: then one GraphQL query asks for a hundred things. */
  readonly authorized: boolean;
  /** Told by the client when a limit was met. */
  readonly limited: { by: string | null };
}

/** Folder for the answers of one repository. */
export function folderOf(config: GitHubConfig): string {
  return `github-${new URL(config.api).host}-${config.repository}`.replace(/[^\w.-]/g, '-').toLowerCase();
}

/** Opens the client. Close its asker when done. */
export async function openGitHub(
  config: GitHubConfig,
  desk: Desk,
  settings: SubmissionSettings,
  signal: AbortSignal | undefined,
): Promise<GitHub> {
  const api = new URL(config.api);
  const token = await tokenFor(api, desk);
  const requests = token === null ? Math.min(ANONYMOUS_REQUESTS, settings.requests) : settings.requests;
  const asker = openAsker(desk, {
    name: folderOf(config),
    origin: api.origin,
    authorization: token === null ? null : `token ${token}`,
    limits: { ...settings, requests },
    ...(token === null ? { freshFor: ANONYMOUS_FRESH } : {}),
    signal,
  });
  const limited: GitHub['limited'] = { by: null };
  // Kept answers are not waited for.
  const octokit = clientOf(config.api, asker, limited, desk.online ? desk.patience : 0);
  const [owner = '', repo = ''] = config.repository.split('/');
  return { octokit, asker, owner, repo, api: config.api, authorized: token !== null, limited };
}

const Client = Octokit.plugin(throttling, retry);

/** A client that asks through `asker`, waits `patience` times as long as GitHub wishes, and tells in `limited` what it met. */
function clientOf(baseUrl: string, asker: Asker, limited: GitHub['limited'], patience: number): Octokit {
  const wait = (name: string) => (seconds: number, _options: object, _octokit: unknown, tries: number) => {
    limited.by = name;
    return tries < 1 && seconds <= MOST_WAIT;
  };
  const paced = (pause: number) => new Bottleneck.Group({ maxConcurrent: 1, minTime: pause * patience });
  return new Client({
    baseUrl,
    userAgent: 'landfall',
    request: { fetch: asker.fetch, retries: RETRIES },
    retry: { retryAfterBaseValue: SECOND * patience },
    throttle: {
      write: paced(SECOND),
      search: paced(SEARCH_PAUSE),
      retryAfterBaseValue: SECOND * patience,
      fallbackSecondaryRateRetryAfter: MOST_WAIT,
      onRateLimit: wait('rate limit'),
      onSecondaryRateLimit: wait('secondary rate limit'),
    },
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  });
}
