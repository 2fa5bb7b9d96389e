// What GitHub says of the event that a job runs for: https://docs.github.com/webhooks (pull_request).
import { z } from 'zod';

/** The pull request that a job runs for. */
export interface PullRequest {
  readonly number: number;
  /** Repository that it is opened against: `owner/name`. */
  readonly repository: string;
  /** Short name of the branch it shall go into, and the commit that branch was at. */
  readonly base: { readonly branch: string; readonly oid: string };
}

/** Reads the payload of a `pull_request` or `pull_request_target` event; null when it is none. */
export function parsePullRequest(payload: unknown): PullRequest | null {
  const parsed = pullRequestEvent.safeParse(payload);
  if (!parsed.success) return null;
  const { number, pull_request: pull, repository } = parsed.data;
  return { number, repository: repository.full_name, base: { branch: pull.base.ref, oid: pull.base.sha } };
}

const pullRequestEvent = z.object({
  number: z.int().positive(),
  pull_request: z.object({
    base: z.object({ ref: z.string().min(1), sha: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u) }),
  }),
  // Both go into an address.
  repository: z.object({ full_name: z.string().regex(/^[\w.-]+\/[\w.-]+$/u) }),
});
