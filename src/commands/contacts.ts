// `landfall contacts`: where one patch should be sent.
import { Argument, Command, Option } from '@commander-js/extra-typings';
import { contactsOf, type Contacts } from '../contacts/contacts.js';
import type { World } from './command.js';
import { CACHE, CONFIG, OFFLINE, OUTPUT, QUIET } from './options.js';
import { deliver } from './output.js';
import { readProjects, type RunOptions, withProgress } from './run.js';

/** Defines the command. */
export function defineContacts(world: World) {
  return new Command('contacts')
    .argument('<project>', 'name of the project')
    .addArgument(new Argument('<patch>', 'commit id, patch-id or subject; a part that fits one patch will do'))
    .addOption(new Option('-f, --format <name>', 'text or json').choices(['text', 'json']).default('text'))
    .addOption(OUTPUT)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(OFFLINE)
    .addOption(QUIET)
    .addHelpText('after', EXAMPLES)
    .action((project, patch, options) => contacts(world, project, patch, options));
}

interface ContactsOptions extends RunOptions {
  readonly format: string;
  readonly output?: string | undefined;
}

async function contacts(world: World, name: string, patch: string, options: ContactsOptions): Promise<void> {
  const [tracked] = await readProjects(world, [name], options);
  if (!tracked) throw new Error('a project that was chosen by name must be there');
  const found = await withProgress(world, options, (trackOptions) => contactsOf(tracked, patch, trackOptions));
  const text = options.format === 'json' ? JSON.stringify({ schemaVersion: 1, ...found }, null, 2) : textOf(found);
  await deliver(world, `${options.format === 'json' ? text : harmless(text)}\n`, options.output);
}

function textOf({ patch, files, project, sections, people, hints, command, problems }: Contacts): string {
  const lines = [`${patch.id}  ${patch.subject}`, `changes ${files.join(', ')}`, ''];
  if (project) lines.push(`The project takes patches by ${project.kind}: ${project.address}`);
  for (const { title, maintainers, reviewers, lists, status } of sections) {
    lines.push(`MAINTAINERS, ${title}${status === null ? '' : ` (${status})`}`);
    lines.push(...[...maintainers, ...reviewers.map((who) => `${who} (reviewer)`), ...lists].map((who) => `  ${who}`));
  }
  if (people.length > 0) lines.push('Changed these files upstream');
  for (const { who, commits, last } of people)
    lines.push(`  ${who}: ${commits} ${commits === 1 ? 'commit' : 'commits'}, last on ${last}`);
  if (hints.length > 0) lines.push(`How to contribute: ${hints.join(', ')}`);
  lines.push(...problems);
  lines.push('', command === null ? 'Nothing says where to send it.' : `To send it (nothing was run):\n  ${command}`);
  return lines.join('\n');
}

/** Text from repositories must not act on the terminal. */
function harmless(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, (found) => `\\u{${found.codePointAt(0)?.toString(16)}}`);
}

const EXAMPLES = `
Examples:
  $ landfall contacts qemu-nvmm a883eecc62a1
  $ landfall contacts qemu-nvmm "accel: add NVMM" --format json

Reads the MAINTAINERS file at the upstream tip (as QEMU and Linux write it) and
upstream's history as far as it is read for the stack. Sends nothing, runs nothing.`;
