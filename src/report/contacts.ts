// Where a patch should be sent, as text for a terminal and as JSON.
import { z } from 'zod';
import type { Contacts, Toucher } from '../model/contacts.js';
import { cleanStrings, escapeInJson, visible } from './clean.js';
import { counted } from './figures.js';

/** The formats of `landfall contacts`. */
export const CONTACTS_FORMATS = ['text', 'json'] as const;

/** Renders the answer; ends with a line end. Nothing in it acts on a terminal. */
export function renderContacts(contacts: Contacts, format: (typeof CONTACTS_FORMATS)[number]): string {
  if (format === 'json') return `${escapeInJson(JSON.stringify(contacts, null, 2))}\n`;
  return `${textOf(cleanStrings(contacts, (text) => visible(text))).join('\n')}\n`;
}

function textOf({ patch, files, project, sections, people, hints, commands, problems }: Contacts): string[] {
  return [
    `${patch.id}  ${patch.subject}`,
    `changes ${files.join(', ')}`,
    '',
    ...(project ? [`The project takes patches by ${project.kind}: ${project.address}`] : []),
    ...sections.flatMap(({ title, maintainers, reviewers, lists, status }) => [
      `MAINTAINERS, ${title}${status === null ? '' : ` (${status})`}`,
      ...[...maintainers, ...reviewers.map((who) => `${who} (reviewer)`), ...lists].map((who) => `  ${who}`),
    ]),
    ...(people.length > 0 ? ['Worked on these lines, or these files, upstream'] : []),
    ...people.map((person) => `  ${person.who}: ${workOf(person)}, last on ${person.last}`),
    ...(hints.length > 0 ? [`How to contribute: ${hints.join(', ')}`] : []),
    ...problems,
    '',
    ...(commands.length === 0 ? ['Nothing says where to send it.'] : ['To send it, one of these (nothing was run):']),
    ...commands.map((command) => `  ${command}`),
  ];
}

function workOf({ lines, commits }: Toucher): string {
  const parts = [
    lines > 0 ? [`wrote ${counted(lines, 'line')} of them`] : [],
    commits > 0 ? [counted(commits, 'commit')] : [],
  ];
  return parts.flat().join(', ');
}

const texts = z.array(z.string());

/** The JSON form of the answer. */
export const contactsSchema = z.object({
  schemaVersion: z.literal(1),
  patch: z.object({ id: z.string(), subject: z.string(), commit: z.string() }),
  files: texts.describe('Files that the patch changes.'),
  project: z
    .object({ kind: z.enum(['list', 'pull-request', 'web']), address: z.string() })
    .nullable()
    .describe("What the project's config says."),
  sections: z
    .array(
      z.object({
        title: z.string(),
        maintainers: texts,
        reviewers: texts,
        lists: texts,
        status: z.string().nullable(),
      }),
    )
    .describe('Sections of MAINTAINERS that are for these files, the narrowest first.'),
  people: z
    .array(
      z.object({
        who: z.string(),
        lines: z.int().nonnegative().describe('Lines that the patch changes, written last by this person.'),
        commits: z.int().nonnegative().describe("Commits to the patch's files, as far as history was read."),
        last: z.iso.date(),
      }),
    )
    .describe('Who worked on the lines or files that the patch changes, the most concerned first.'),
  hints: texts.describe('Files of upstream that say how to contribute.'),
  commands: texts.describe('Command lines to send it with, one of which will do.'),
  problems: texts,
});

/** The JSON Schema of the answer, draft 2020-12; config/schema/contacts.schema.json is generated from it. */
export function contactsJsonSchema(): object {
  return { title: 'Landfall contacts', ...z.toJSONSchema(contactsSchema) };
}
