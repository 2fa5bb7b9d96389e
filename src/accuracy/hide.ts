// Takes away what a message tells, so that what is left has to speak: the text without its trailers, or the diff alone.
import type { CommitRecord } from '../git/commits.js';

/** 0: as it was written. 1: without trailers, commit ids and reviewers. 2: without message, author and dates. */
export const HIDING_MODES = [0, 1, 2] as const;
export type HidingMode = (typeof HIDING_MODES)[number];

/** What of a commit is not its content. Dates in seconds since 1970. */
export interface Written {
  readonly author: string;
  readonly authorDate: number;
  readonly commitDate: number;
  readonly message: string;
}

/** `Signed-off-by: A`, `Link: ...`: a line that is a name and a value, and lines in brackets about other commits. */
const TRAILER = /^\s*(?:[A-Z][\w-]*(?:-[\w-]+)*\s?[:#]\s|[[(].*\b[0-9a-f]{7,64}\b.*[\])]\s*$)/i;
const COMMIT_ID = /\b(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b/gi;

/** Hides a commit; `place` makes its subject unlike all others, `since` (seconds) is the date of all of them. */
export function hide(commit: CommitRecord, mode: HidingMode, place: number, since: number): Written {
  if (mode === 2)
    return { author: 'Hidden <hidden@localhost>', authorDate: since, commitDate: since, message: `hidden${place}\n` };
  const { authorDate, commitDate } = commit;
  const author = `${named(commit.authorName)} <${named(commit.authorEmail)}>`;
  return { author, authorDate, commitDate, message: mode === 0 ? commit.message : withoutTrailers(commit.message) };
}

function withoutTrailers(message: string): string {
  const [subject = '', ...body] = message.trimStart().split('\n');
  const kept = body.filter((line) => !TRAILER.test(line)).map((line) => line.replace(COMMIT_ID, ''));
  return `${[subject, ...kept].join('\n').trimEnd()}\n`;
}

/** git refuses these signs in the names of people. */
function named(text: string): string {
  return text.replace(/[<>\n\0]/g, '').trim();
}
