// `landfall contacts`: where one patch should be sent.
import { Argument, Command, Option } from '@commander-js/extra-typings';
import { contactsOf } from '../contacts/contacts.js';
import { CONTACTS_FORMATS, renderContacts } from '../report/contacts.js';
import type { World } from './command.js';
import { CACHE, CONFIG, OFFLINE, OUTPUT, QUIET } from './options.js';
import { deliver } from './output.js';
import { readProjects, type RunOptions, withProgress } from './run.js';

/** Defines the command. */
export function defineContacts(world: World) {
  return new Command('contacts')
    .argument('<project>', 'name of the project')
    .addArgument(new Argument('<patch>', 'commit id, patch-id or subject; a part that fits one patch will do'))
    .addOption(new Option('-f, --format <name>', 'text or json').choices(CONTACTS_FORMATS).default(CONTACTS_FORMATS[0]))
    .addOption(OUTPUT)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(OFFLINE)
    .addOption(QUIET)
    .addHelpText('after', EXAMPLES)
    .action((project, patch, options) => contacts(world, project, patch, options));
}

interface ContactsOptions extends RunOptions {
  readonly format: (typeof CONTACTS_FORMATS)[number];
  readonly output?: string | undefined;
}

async function contacts(world: World, name: string, patch: string, options: ContactsOptions): Promise<void> {
  const [tracked] = await readProjects(world, [name], options);
  if (!tracked) throw new Error('a project that was chosen by name must be there');
  const found = await withProgress(world, options, (trackOptions) => contactsOf(tracked, patch, trackOptions));
  await deliver(world, renderContacts(found, options.format), options.output);
}

const EXAMPLES = `
Examples:
  $ landfall contacts qemu-nvmm a883eecc62a1
  $ landfall contacts qemu-nvmm "accel: add NVMM" --format json

Reads the MAINTAINERS file at the upstream tip (as QEMU and Linux write it), who
wrote the lines that the patch changes, as upstream has them today, and upstream's
history as far as it is read for the stack. Sends nothing, runs nothing.`;
