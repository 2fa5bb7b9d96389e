// Which pull requests may be of which patches: named by them, holding their commits, made from their branches, or by their authors.
import type { GitHubConfig } from '../../model/config.js';
import type { SubmissionQuestion, Wanted } from '../../model/submission.js';
import type { GitHub } from './client.js';
import { requestsByCommit } from './graphql.js';
import { requestsOfAuthor, requestsOfBranch, requestsOfCommit } from './rest.js';

/** How a request came to be looked at. */
export interface Leads {
  /** Numbers that each patch names, or whose commits hold it, by place. */
  readonly named: ReadonlyMap<number, ReadonlySet<number>>;
  readonly byCommit: ReadonlyMap<number, ReadonlySet<number>>;
  readonly ofBranches: ReadonlySet<number>;
  readonly ofAuthors: ReadonlySet<number>;
  /** Patches that GitHub could not be asked about by commit. */
  readonly unasked: number;
}

/** Asks in the order of what it tells for its price, until the budget is spent. */
export async function findLeads(config: GitHubConfig, question: SubmissionQuestion, github: GitHub): Promise<Leads> {
  const { wanted, branches } = question;
  const named = new Map(wanted.map((each) => [each.place, new Set(numbersIn(each, config))]));
  const ofBranches = new Set<number>();
  if (config.fork !== null)
    for (const branch of branches) add(ofBranches, await requestsOfBranch(github, config.fork, branch));
  const ofAuthors = new Set<number>();
  for (const author of config.authors) add(ofAuthors, await requestsOfAuthor(github, author));
  const { byCommit, unasked } = await askByCommit(
    github,
    wanted.filter(({ place }) => named.get(place)?.size === 0),
  );
  return { named, byCommit, ofBranches, ofAuthors, unasked };
}

/** Of the requests without a token so many may go before commits are no longer asked for: the others are for the requests themselves. */
const MOST_BY_COMMIT = 25;

async function askByCommit(github: GitHub, wanted: readonly Wanted[]) {
  const byCommit = new Map<number, Set<number>>();
  const own = wanted.flatMap(({ place, patch }) =>
    patch.origin.kind === 'commit' ? [{ place, oid: patch.origin.oid }] : [],
  );
  if (github.authorized) {
    const found = await requestsByCommit(
      github,
      own.map(({ oid }) => oid),
    );
    for (const { place, oid } of own) byCommit.set(place, new Set(found.get(oid) ?? []));
    return { byCommit, unasked: 0 };
  }
  let asked = 0;
  // Answers that are kept cost nothing: those who come first then leave the questions to others.
  for (; asked < own.length && github.asker.tally.sent < MOST_BY_COMMIT; asked++) {
    const { place = -1, oid = '' } = own[asked] ?? {};
    byCommit.set(place, new Set(await requestsOfCommit(github, oid)));
  }
  return { byCommit, unasked: own.length - asked };
}

/** The requests that a patch names: in trailers, annotations, and addresses anywhere in its message. */
function numbersIn({ patch, urls }: Wanted, { repository, api }: GitHubConfig): number[] {
  const host = new URL(api).host === 'api.github.com' ? 'github.com' : new URL(api).host;
  const keys = patch.facts.keys.filter((key) => key.startsWith('pr:')).map((key) => key.slice('pr:'.length));
  return [...urls, ...keys].flatMap((text) => {
    const [, at, path, number] = /^https?:\/\/([^/]+)\/([^/]+\/[^/]+)\/(?:pull|issues)\/(\d{1,9})\b/i.exec(text) ?? [];
    return at === host && path?.toLowerCase() === repository.toLowerCase() ? [Number(number)] : [];
  });
}

function add(set: Set<number>, numbers: readonly number[]): void {
  for (const number of numbers) set.add(number);
}
