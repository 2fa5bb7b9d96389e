// `landfall init`: writes a config file for the repository one stands in.
import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { projectSchemaFor } from '../config/locations.js';
import { shownPath } from '../config/problem.js';
import { starterConfig } from '../config/starter.js';
import { LandfallError } from '../errors.js';
import { surveyRepository } from '../git/survey.js';
import { requireGit } from '../git/version.js';
import type { World } from './command.js';
import { writeWhole } from './output.js';
import { type StarterChoices, starterFacts } from './starter-facts.js';

/** Defines the command. */
export function defineInit(world: World) {
  return new Command('init')
    .option('--name <name>', "the project's name (default: that of the folder)")
    .option('--upstream-url <url>', 'where upstream is (default: the remote named upstream, else origin)')
    .option('--branch <branch>', "upstream's branch that patches land on (default: what that remote's HEAD names)")
    .option(
      '--downstream-branch <branch>',
      'a branch or glob that carries patches; repeatable (default: the current branch)',
      (branch: string, before: readonly string[] | undefined) => [...(before ?? []), branch],
    )
    .option('--output <file>', 'file to write (default: landfall.yaml at the top of the repository)')
    .option('--force', 'overwrite it')
    .addHelpText('after', NOTES)
    .action((options) => init(world, options));
}

interface InitOptions extends StarterChoices {
  readonly output?: string | undefined;
  readonly force?: true | undefined;
}

async function init(world: World, options: InitOptions): Promise<void> {
  await requireGit();
  const survey = await surveyRepository(world.cwd);
  if (survey.bare && options.output === undefined) {
    const hint = 'name a file outside of it with --output';
    throw new LandfallError('usage', 'init.bare', `${survey.top} is bare: it has no place for a config file`, hint);
  }
  const file = options.output === undefined ? join(survey.top, 'landfall.yaml') : resolve(world.cwd, options.output);
  if (!options.force && (await isThere(file))) {
    throw new LandfallError('usage', 'init.exists', `${file} is there already`, 'overwrite it with --force');
  }
  const repository = placeOf(survey.top, dirname(file));
  const facts = starterFacts(survey, options, repository, projectSchemaFor(file));
  await writeWhole(file, starterConfig(facts));
  const shown = shownPath(file, world.cwd);
  const config = options.output === undefined ? '' : ` --config ${shown}`;
  const { url, branch } = facts.upstream;
  await world.out(
    [
      `Wrote ${shown}: ${facts.downstream.branches.join(', ')} on top of ${branch} of ${url}`,
      'Look it over, then:',
      `  landfall sync${config}      fetches a mirror of upstream (or name a clone of yours in it)`,
      `  landfall status${config}`,
      '',
    ].join('\n'),
  );
}

// Relative where the file lies in the repository: such a file can be committed.
function placeOf(repository: string, folder: string): string {
  const path = relative(folder, repository);
  if (path === '') return '.';
  return /^(?:\.\.\/?)+$/u.test(path) ? path : repository;
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

const NOTES = `
Reads the repository only; asks nothing and does not use the network. What cannot be
found out has to be told by a flag.

Examples:
  $ landfall init
  $ landfall init --upstream-url https://example.org/thing.git --branch main
  $ landfall init --downstream-branch 'local/*' --output config/thing.yaml`;
