// A patch, its comments and its checks as Patchwork's API 1.2 has them: the fields that are used here, so that a server may add to them.
import { z } from 'zod';
import { parsePatchSubject } from '../../mail/index.js';

const date = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const person = z.object({ name: z.string().nullable(), email: z.string() });

const entry = z.object({
  id: z.int(),
  web_url: z.string(),
  msgid: z.string(),
  date,
  name: z.string(),
  commit_ref: z.string().nullable(),
  state: z.string(),
  submitter: person,
  delegate: z.object({ username: z.string() }).nullable(),
  series: z.array(z.object({ version: z.int() })),
  check: z.string(),
  /** Trailers in the patch and its comments, counted by the server. */
  tags: z.record(z.string(), z.int()).optional(),
});
export type Entry = z.infer<typeof entry>;

/** The answer to a list of patches. */
export const entryList = z.array(entry);

/** The answer to one patch: it has the diff. */
export const entryDetail = z.object({ diff: z.string().nullable() });

const comment = z.object({
  web_url: z.string().nullish(),
  msgid: z.string(),
  date,
  subject: z.string(),
  submitter: person,
  content: z.string(),
});
export type Comment = z.infer<typeof comment>;

/** The answer to the comments of a patch. */
export const commentList = z.array(comment);

const check = z.object({
  state: z.string(),
  context: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
  date,
  user: z.object({ username: z.string() }).nullish(),
});
export type Check = z.infer<typeof check>;

/** The answer to its checks. */
export const checkList = z.array(check);

/** Subject of a patch, without the brackets. */
export function titleOf({ name }: Entry): string {
  return parsePatchSubject(name)?.subject ?? name.replace(/^(?:\[[^\]]*\]\s*)+/, '');
}

/** The Message-Id of a patch or comment, without angle brackets. */
export function idOf({ msgid }: Pick<Entry, 'msgid'>): string {
  return msgid.replace(/^<|>$/g, '');
}

/** A date as ISO 8601: Patchwork's are in UTC and do not say so. */
export function utc(text: string): string {
  return new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`).toISOString();
}

/** Which version of its series it is in. */
export function versionOf({ series, name }: Entry): number {
  return series[0]?.version ?? parsePatchSubject(name)?.series.version ?? 1;
}
