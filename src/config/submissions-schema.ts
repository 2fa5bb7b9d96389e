// The shape of `submissions:` in a project file: where patches are sent.
import { z } from 'zod';
import { line, mailAddress, place, webAddress } from './text-schema.js';

const KINDS = ['github', 'mail', 'patchwork', 'patchew'] as const;

/** The keys each kind may have beside its own. */
const BESIDE: Readonly<Record<(typeof KINDS)[number], readonly string[]>> = {
  github: ['api', 'fork', 'authors'],
  mail: ['list', 'link'],
  patchwork: ['project'],
  patchew: ['project'],
};

const login = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\[bot\])?$/u, { error: 'expected a GitHub login' });

/** One place where patches are sent, as written. */
export const writtenSubmission = z
  .strictObject({
    github: z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/u, { error: 'expected owner/name, as in jemalloc/jemalloc' })
      .optional()
      .describe('A GitHub repository whose pull requests are asked for: owner/name.'),
    api: webAddress.optional().describe('Base URL of the API of a GitHub Enterprise server. Left out: github.com.'),
    fork: login.optional().describe('Owner of the fork on GitHub whose branches are the heads of your requests.'),
    authors: z.array(login).optional().describe('GitHub logins whose requests are compared with your patches.'),
    mail: place
      .optional()
      .describe('A local archive of a mailing list: a public-inbox (version 1 or 2), an mbox or a maildir.'),
    list: mailAddress.optional().describe('Address of the list.'),
    link: webAddress.optional().describe('What a Message-Id is put behind to make a link, as on lore.'),
    patchwork: webAddress.optional().describe('Base URL of a Patchwork server.'),
    patchew: webAddress.optional().describe('Base URL of a Patchew server.'),
    project: line.optional().describe('Name of the project on that server.'),
  })
  .refine((entry) => KINDS.filter((kind) => entry[kind] !== undefined).length === 1, {
    error: `expected exactly one of ${KINDS.join(', ')}`,
  })
  .refine((entry) => entry.project !== undefined || (entry.patchwork ?? entry.patchew) === undefined, {
    path: ['project'],
    error: 'expected the name of the project on that server',
  })
  .superRefine((entry, context) => {
    const kind = KINDS.find((name) => entry[name] !== undefined);
    for (const key of Object.keys(entry)) {
      if (kind === undefined || key === kind || BESIDE[kind].includes(key)) continue;
      if (KINDS.some((name) => name === key)) continue;
      context.addIssue({ code: 'custom', path: [key], message: `expected nothing of this name beside ${kind}` });
    }
  })
  .meta({ oneOf: KINDS.map((kind) => ({ required: [kind] })) });
