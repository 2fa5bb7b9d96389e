// One comment on a pull request, made once and kept up to date.
import { Octokit } from '@octokit/rest';
import { LandfallError } from '../errors.js';

/** Where and as whom to write. */
export interface CommentPlace {
  /** Address of the API: `https://api.github.com`, or that of a server of one's own. */
  readonly api: string;
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
}

/** What became of the comment. */
export type CommentOutcome = 'created' | 'updated' | 'unchanged' | 'none';

/** Comments asked for at once, the most that GitHub gives. */
const PER_PAGE = 100;

/**
 * Writes `body` into the comment that holds `mark`, or into a new one when there is none yet; with `body` null an old one gets
 * `otherwise`, and no new one is made. Only a bot's
 * comment is taken for ours. Throws LandfallError `world` with GitHub's answer; the token is in no message.
 */
export async function keepComment(
  place: CommentPlace,
  mark: string,
  body: string | null,
  otherwise: string,
): Promise<CommentOutcome> {
  const [owner = '', repo = ''] = place.repository.split('/');
  const octokit = new Octokit({ auth: place.token, baseUrl: place.api, log: SILENT });
  try {
    const old = await findComment(octokit, { owner, repo, issue_number: place.number }, mark);
    const text = body ?? otherwise;
    if (!old) {
      if (body === null) return 'none';
      await octokit.rest.issues.createComment({ owner, repo, issue_number: place.number, body });
      return 'created';
    }
    if (old.body?.trimEnd() === text.trimEnd()) return 'unchanged';
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: old.id, body: text });
    return 'updated';
  } catch (error) {
    throw refused(place, error);
  }
}

async function findComment(
  octokit: Octokit,
  issue: { owner: string; repo: string; issue_number: number },
  mark: string,
) {
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, { ...issue, per_page: PER_PAGE });
  for await (const { data } of pages) {
    // Anybody may quote the mark: a comment of a person is never written over.
    const found = data.find((comment) => comment.body?.startsWith(mark) && comment.user?.type === 'Bot');
    if (found) return found;
  }
  return null;
}

function refused({ repository, number }: CommentPlace, error: unknown): LandfallError {
  const status = statusOf(error);
  const says = `the comment on ${repository}#${number} was not written: GitHub answered ${status ?? 'nothing'}`;
  const hint =
    status === 403 || status === 404
      ? 'the job needs `permissions: pull-requests: write`; a pull request from a fork has no such token'
      : 'run the job again, or leave the token out to have no comment';
  return new LandfallError('world', 'github.comment', says, hint);
}

function statusOf(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' ? status : null;
}

// The library's own warnings would go to standard error, beside ours.
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
