// Makes the demo workspace: seven git repositories and three project files, the same to the bit on every run.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LandfallError } from '../errors.js';
import { createRepository } from '../git/create-repository.js';
import { fastImportStream, type History } from './history/index.js';
import { STORIES, type Story } from './stories/index.js';

/** The file that says a folder is ours to make anew. */
const MARKER = '.landfall-demo';
const PARTS = ['config', 'upstream', 'downstream'] as const;

/**
 * Makes the workspace in a folder that is not there yet, is empty, or holds an earlier demo (of which the folders
 * config, upstream and downstream are made anew). Throws LandfallError `usage` for any other folder.
 */
export async function makeDemo(dir: string, signal?: AbortSignal): Promise<{ configDir: string }> {
  await clear(dir);
  const configDir = join(dir, 'config');
  await Promise.all(PARTS.map((part) => mkdir(join(dir, part))));
  await Promise.all(STORIES.map((tell) => makeProject(dir, tell(), signal)));
  return { configDir };
}

async function clear(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const present = await readdir(dir);
  if (present.length > 0 && !present.includes(MARKER)) {
    throw new LandfallError(
      'usage',
      'demo.not-empty',
      `${dir} is not empty and holds no demo`,
      'name a new folder with --dir',
    );
  }
  // The marker comes first: a demo that was interrupted can be made anew as well.
  await writeFile(
    join(dir, MARKER),
    'Made by `landfall demo`, which makes config, upstream and downstream here anew.\n',
  );
  await Promise.all(PARTS.map((part) => rm(join(dir, part), { recursive: true, force: true })));
}

async function makeProject(dir: string, story: Story, signal: AbortSignal | undefined): Promise<void> {
  const hint = '# yaml-language-server: $schema=./schema/project.schema.json\n';
  await Promise.all([
    make(join(dir, 'upstream', `${story.name}.git`), story.upstream, true, signal),
    ...Object.entries(story.downstream).map(([folder, history]) =>
      make(join(dir, 'downstream', folder), history, false, signal),
    ),
    writeFile(join(dir, 'config', `${story.name}.yaml`), hint + story.config),
  ]);
}

function make(directory: string, history: History, bare: boolean, signal: AbortSignal | undefined): Promise<void> {
  const { objectFormat, branch } = history;
  const stream = fastImportStream(history);
  return createRepository({
    directory,
    stream,
    bare,
    objectFormat,
    branch,
    checkout: !bare,
    ...(signal && { signal }),
  });
}
