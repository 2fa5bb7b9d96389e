// Gits that do not merge many pairs at once: one that has not learnt it yet, and one that is killed over it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workspace } from '../../src/git/workspace.js';
import { temporaryDirectory } from './temporary-directory.js';

/** What `merge-tree --stdin` does in place of merging: git 2.38 does not know the option. */
const INSTEAD = { old: 'exit 129', killed: 'kill -9 $$' } as const;

/** The workspace with such a git; all else git does as ever. Call it within a test. */
export async function withOddGit(workspace: Workspace, kind: keyof typeof INSTEAD): Promise<Workspace> {
  const { path } = await temporaryDirectory();
  const instead = `case " $* " in *" --stdin "*) case "$1" in merge-tree) ${INSTEAD[kind]};; esac;; esac`;
  const script = `#!/bin/sh\nPATH="\${PATH#*:}"\n${instead}\nexec git "$@"\n`;
  await writeFile(join(path, 'git'), script, { mode: 0o755 });
  const env = { ...workspace.run.env, PATH: `${path}:${process.env['PATH']}` };
  return { ...workspace, run: { ...workspace.run, env } };
}
