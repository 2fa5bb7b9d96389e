// A patch as Patchwork's API 1.2 has it: the fields that are used here, so that a server may add to them.
import { z } from 'zod';

const entry = z.object({
  id: z.int(),
  web_url: z.string(),
  msgid: z.string(),
  date: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  name: z.string(),
  commit_ref: z.string().nullable(),
  state: z.string(),
  submitter: z.object({ name: z.string().nullable(), email: z.string() }),
  delegate: z.object({ username: z.string() }).nullable(),
  series: z.array(z.object({ version: z.int() })),
  check: z.string(),
});
export type Entry = z.infer<typeof entry>;

/** The answer to a list of patches. */
export const entryList = z.array(entry);

/** The answer to one patch: it has the diff. */
export const entryDetail = z.object({ diff: z.string().nullable() });
