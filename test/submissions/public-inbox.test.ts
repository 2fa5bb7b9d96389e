// An archive that the public-inbox package itself made: initialised, imported, indexed. Skipped where it is not installed.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openDesk } from '../../src/submissions/ask.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { diffOf, mailText, questionOf, wantedOf } from './list.js';

const run = promisify(execFile);
const installed = await run('public-inbox-init', ['--help']).then(
  () => true,
  (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
);
/** Milliseconds: Perl and Xapian take their time. */
const PATIENCE = 120_000;

test.skipIf(!installed).each([1, 2])(
  'public-inbox version %d, made by the package itself (skipped without public-inbox)',
  { timeout: PATIENCE },
  async (version) => {
    const { path } = await temporaryDirectory();
    const env = {
      ...process.env,
      HOME: path,
      PI_CONFIG: join(path, 'config'),
      GIT_AUTHOR_NAME: 'x',
      GIT_AUTHOR_EMAIL: 'x@example.org',
      GIT_COMMITTER_NAME: 'x',
      GIT_COMMITTER_EMAIL: 'x@example.org',
    };
    const diff = diffOf('sound.c', 'mixer');
    const mails = [
      { id: 'p1', subject: '[PATCH] sound: mix', body: `Mixes.\n---\n${diff}` },
      {
        id: 'a1',
        from: 'Bob <bob@example.org>',
        subject: 'Re: [PATCH] sound: mix',
        day: '01-05',
        to: 'p1',
        body: 'Please rename the function.',
      },
    ].map(mailText);
    const inbox = join(path, 'inbox');
    await mkdir(inbox);
    await run(
      'public-inbox-init',
      [`-V${version}`, '-L', 'basic', 'devel', inbox, 'http://127.0.0.1/devel', 'devel@example.org'],
      { env },
    );
    await importAll(mails, env);
    await run('public-inbox-index', [inbox], { env });
    const desk = openDesk({ dir: join(path, 'cache'), online: false, env: {}, patience: 0 });
    const config = { kind: 'mail', path: inbox, list: 'devel@example.org', url: null } as const;
    const { found } = await desk.ask(await questionOf(config, [wantedOf(0, 'sound: mix', diff)]));
    expect(found.get(0)?.[0]).toMatchObject({
      id: 'p1@example.org',
      match: 'diff',
      state: 'changes-requested',
      who: 'Bob',
    });
  },
);

/** The delivery agent takes one mail at a time, as a mail server hands it over. */
async function importAll(mails: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  await run('git', ['config', '--file', env.PI_CONFIG ?? '', 'publicinboxmda.spamcheck', 'none']);
  for (const mail of mails) {
    const child = execFile('public-inbox-mda', [], { env: { ...env, ORIGINAL_RECIPIENT: 'devel@example.org' } });
    child.stdin?.end(mail);
    await new Promise<void>((resolve, reject) => {
      let told = '';
      child.stderr?.on('data', (text: string) => (told += text));
      child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`public-inbox-mda: ${code} ${told}`))));
    });
  }
}
