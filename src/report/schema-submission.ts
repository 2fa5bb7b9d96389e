// What became of a patch where it was sent, as a zod schema.
import { z } from 'zod';
import { MOVERS, REVIEW_KINDS, SUBMISSION_MATCHES, SUBMISSION_STATES } from '../model/submission.js';
import { count, share, time } from './schema-words.js';

const review = z.object({
  by: z.string(),
  kind: z.enum(REVIEW_KINDS),
  date: time.nullable(),
  says: z.string().describe('The words that show it, as written.'),
});

const event = z.object({ date: time.nullable(), who: z.string(), says: z.string(), url: z.string().nullable() });

/** A pull request, a thread on a list, an entry of Patchwork. */
export const submissionSchema = z.object({
  source: z.enum(['github', 'mail', 'patchwork', 'patchew']),
  id: z.string().describe('What the source calls it: a number, a Message-Id.'),
  url: z.string().nullable(),
  title: z.string(),
  author: z.string(),
  version: count.describe('Of the last version that was sent.'),
  state: z.enum(SUBMISSION_STATES),
  since: time.nullable().describe('Since when it is in this state.'),
  sent: time.nullable(),
  waitingOn: z.enum(MOVERS).describe('Who has to move: you who carry it, them upstream, nobody.'),
  who: z.string().nullable().describe('The list, reviewer or maintainer concerned.'),
  says: z.string().describe('The state, and the words or facts that show it.'),
  reviews: z.array(review),
  match: z.enum(SUBMISSION_MATCHES).describe('How it is known to be this patch; subject alone is a hint.'),
  share: share.nullable().describe('Share of the patch that was sent as it is carried.'),
  commit: z.string().nullable().describe('Upstream commit that merged it, as the source says.'),
  events: z.array(event).describe('What happened, oldest first.'),
  asOf: time.nullable().describe('When the source was last asked or read.'),
});
