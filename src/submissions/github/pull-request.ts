// A pull request as it is read here, whichever of GitHub's two interfaces told it.

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly author: string;
  readonly open: boolean;
  readonly draft: boolean;
  /** ISO 8601 in UTC. */
  readonly created: string;
  readonly updated: string;
  readonly closed: string | null;
  readonly merged: string | null;
  readonly mergeCommit: string | null;
  readonly commits: number;
  /** `owner:branch` that it is made from; '' where the fork is gone. */
  readonly head: string;
  readonly headOid: string;
  /** `owner/name` of the repository it is in: another than was asked for when that has moved. */
  readonly repository: string;
  readonly reviews: readonly {
    readonly by: string;
    readonly state: string;
    readonly date: string | null;
    readonly words: string;
  }[];
  readonly comments: readonly { readonly by: string; readonly date: string; readonly words: string }[];
  /** Who was asked for a review. */
  readonly asked: readonly string[];
  /** Of the checks of its last commit: null where there are none, or they were not asked for. */
  readonly checks: 'passing' | 'failing' | 'running' | null;
}
