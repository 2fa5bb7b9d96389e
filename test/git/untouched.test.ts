// Users' repositories are read only: not a byte in them changes, and nothing that they or the user configured is run.
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { gitEnvironment } from '../../src/git/environment.js';
import { gatherGit } from '../../src/git/process.js';
import { begin, codes, judgePaths } from '../scenarios/judge.js';
import { BOUND_FRAME, MONOTONIC, PEEK } from '../scenarios/patches.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { append, tinyRepo } from '../support/tiny-repo.js';

afterEach(() => vi.unstubAllEnvs());

/** Landed, carried and merged patches, and a file that every attribute applies to. */
function everything() {
  const { h } = begin();
  h.commit({ message: 'attributes', files: { '.gitattributes': '* diff=bait merge=bait filter=bait text\n' } });
  h.point('local', h.tip());
  const fix = h.commit({ branch: 'local', message: 'bound', files: { 'src/net/ring.c': BOUND_FRAME } });
  h.commit({ branch: 'local', message: 'peek', files: { 'src/queue.c': PEEK } });
  h.pick(fix, { message: 'net: bound' });
  h.commit({ message: 'monotonic', files: { 'src/timer.c': MONOTONIC } });
  h.merge(h.tip('main'), { branch: 'local' });
  h.commit({ branch: 'local', message: 'conflict', files: { 'src/timer.c': append('/* ours */\n') } });
  h.commit({ message: 'conflict', files: { 'src/timer.c': append('/* theirs */\n') } });
  return h;
}

/** Every file below a folder: digest, mode and time. Of objects the time is left out: git renews it where it would write what is there. */
async function snapshot(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const { mtimeMs, mode } = await stat(path);
    const content = entry.isFile()
      ? createHash('sha256')
          .update(await readFile(path))
          .digest('hex')
      : 'folder';
    const time = path.includes('/objects/') && entry.isFile() ? '' : mtimeMs;
    found[path.slice(folder.length)] = `${content} ${mode} ${time}`;
  }
  return found;
}

test('not a byte of a repository changes while it is tracked', async () => {
  const repo = await tinyRepo(everything(), { bare: false });
  const before = await snapshot(repo.path);
  const report = await judgePaths(repo.path, repo.path);
  expect(report.patches).toHaveLength(3);
  expect(await snapshot(repo.path)).toEqual(before);
});

describe('bait', () => {
  /** A script that leaves a mark when it is run, and how to ask for that mark. */
  async function bait() {
    const { path } = await temporaryDirectory();
    const script = join(path, 'bait');
    const mark = join(path, 'was-run');
    await writeFile(script, `#!/bin/sh\necho "$0 $*" >> '${mark}'\nexit 1\n`);
    await chmod(script, 0o755);
    const taken = () => readFile(mark, 'utf8').catch(() => '');
    return { folder: path, script, mark, taken };
  }

  function baitedConfig(script: string): string {
    const shell = JSON.stringify(script);
    return `
[core]
\tfsmonitor = ${shell}
\tpager = ${shell}
\teditor = ${shell}
\taskPass = ${shell}
\tsshCommand = ${shell}
\tgitProxy = ${shell}
\talternateRefsCommand = ${shell}
\tuntrackedCache = true
[diff]
\texternal = ${shell}
[diff "bait"]
\ttextconv = ${shell}
\tcommand = ${shell}
[merge "bait"]
\tdriver = ${shell} %O %A %B
[filter "bait"]
\tclean = ${shell}
\tsmudge = ${shell}
\tprocess = ${shell}
\trequired = true
[log]
\tshowSignature = true
[gpg]
\tprogram = ${shell}
[pager]
\tlog = ${shell}
\tdiff = ${shell}
[alias]
\tlog = !${script}
\tdiff-tree = !${script}
\trev-list = !${script}
\tcat-file = !${script}
[credential]
\thelper = ${shell}
[protocol "ext"]
\tallow = always
[remote "origin"]
\turl = ext::${script} %S
\tpromisor = true
\tpartialclonefilter = blob:none
[trailer "bait"]
\tcommand = ${script}
[uploadpack]
\tpackObjectsHook = ${script}
`;
  }

  const HOOKS = ['post-index-change', 'reference-transaction', 'post-checkout', 'pre-auto-gc', 'fsmonitor-watchman'];

  async function setBait(gitDir: string, script: string) {
    const config = join(gitDir, 'config');
    const text = (await readFile(config, 'utf8')).replace('repositoryformatversion = 0', 'repositoryformatversion = 1');
    await writeFile(config, `${text}${baitedConfig(script)}[extensions]\n\tpartialClone = origin\n`);
    await mkdir(join(gitDir, 'hooks'), { recursive: true });
    for (const hook of HOOKS) await writeFile(join(gitDir, 'hooks', hook), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    await mkdir(join(gitDir, 'info'), { recursive: true });
    await writeFile(join(gitDir, 'info', 'attributes'), '* diff=bait merge=bait filter=bait\n');
  }

  async function baited() {
    const found = await bait();
    const repo = await tinyRepo(everything(), { bare: false });
    // A commit that is signed, so that there is something to verify.
    const tree = await repo.git('rev-parse', 'local^{tree}');
    const who = 'S <s@example.org> 1600000000 +0000';
    const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----';
    const body = `tree ${tree}\nparent ${repo.oid('local')}\nauthor ${who}\ncommitter ${who}\n${signature}\n\nsigned\n`;
    const run = { cwd: repo.path, env: gitEnvironment({ sealed: true }) };
    const signed = await gatherGit(['hash-object', '-t', 'commit', '-w', '--stdin'], { ...run, input: body });
    await repo.git('update-ref', 'refs/heads/local', signed.toString().trim());
    await setBait(join(repo.path, '.git'), found.script);
    return { ...found, repo };
  }

  test('is taken by git itself: the traps work', async () => {
    const { repo, taken, mark, script } = await baited();
    const env = { ...gitEnvironment({ sealed: true, network: true }), GIT_CONFIG_COUNT: '0' };
    const traps: readonly (readonly string[])[] = [
      ['status'],
      ['log', '-1', 'local'],
      ['log', '-p', '-1', 'local~1'],
      ['diff', 'main', 'local'],
      ['cat-file', '-p', 'e'.repeat(40)],
    ];
    for (const trap of traps) {
      await gatherGit(trap, { cwd: repo.path, env }).catch(() => undefined);
      expect([trap, await taken()]).toEqual([trap, expect.stringContaining(script)]);
      await rm(mark, { force: true });
    }
  });

  test('in the repositories is not taken', async () => {
    const { repo, taken } = await baited();
    const report = await judgePaths(repo.path, repo.path);
    expect(await taken()).toBe('');
    expect(report.patches.map(({ subject }) => subject)).toContain('signed');
    expect(codes(report)).toEqual([]);
  });

  test('where objects are missing, nothing is fetched', async () => {
    const { repo, taken } = await baited();
    const report = await judgePaths(repo.path, repo.path, { upstream: { branch: 'e'.repeat(40) } });
    expect(report.state).toBe('no-data');
    expect(await taken()).toBe('');
  });

  test('in the user configuration and in the environment is not taken', async () => {
    const { folder, script, taken } = await bait();
    const repo = await tinyRepo(everything(), { bare: false });
    await writeFile(join(folder, '.gitconfig'), baitedConfig(script));
    await mkdir(join(folder, 'git'));
    await writeFile(join(folder, 'git', 'attributes'), '* diff=bait\n');
    const hostile = {
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      GIT_EXTERNAL_DIFF: script,
      GIT_PAGER: script,
      GIT_SSH_COMMAND: script,
      GIT_ASKPASS: script,
      GIT_EDITOR: script,
      GIT_DIR: '/nowhere',
      GIT_WORK_TREE: '/nowhere',
      GIT_OBJECT_DIRECTORY: '/nowhere',
      GIT_INDEX_FILE: '/nowhere',
      GIT_TRACE: join(folder, 'was-run'),
      GIT_CONFIG_PARAMETERS: `'diff.external=${script}'`,
      GIT_NAMESPACE: 'elsewhere',
      GIT_DIFF_OPTS: '--unified=0',
      GIT_REPLACE_REF_BASE: 'refs/elsewhere',
    };
    for (const [name, value] of Object.entries(hostile)) vi.stubEnv(name, value);
    const report = await judgePaths(repo.path, repo.path);
    expect(report.patches.map(({ subject, status }) => [subject, status])).toEqual([
      ['bound', 'landed'],
      ['peek', 'pending'],
      ['conflict', 'pending'],
    ]);
    expect(await taken()).toBe('');
  });
});
