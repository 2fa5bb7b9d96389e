// What of GitHub's side a reader should know: what was not asked, what limit was met, how old the answers are.
import type { GitHubConfig } from '../../model/config.js';
import type { Notice } from '../../model/notice.js';
import { freshness } from '../freshness.js';
import type { Desk } from '../source.js';
import type { GitHub } from './client.js';

/** Notices about the run as a whole. */
export function githubNotices(config: GitHubConfig, desk: Desk, { asker, limited, authorized }: GitHub): Notice[] {
  const name = `GitHub ${config.repository}`;
  const notices = freshness(name, 'github', desk, asker);
  if (limited.by !== null) {
    const hint = authorized
      ? 'run landfall sync again in an hour'
      : 'set GITHUB_TOKEN, or log in with gh: then the limit is far higher';
    notices.push({ code: 'github.limited', severity: 'warning', message: `${name} met the ${limited.by}`, hint });
  }
  return notices;
}
