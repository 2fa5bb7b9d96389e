// A maildir: one file a mail, whose name may change with its flags but not in its first part.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive, RawMail } from './archive.js';

/** Reads a maildir; next time only files that are new, or gone. */
export function maildir(path: string, mostBytes: number): Archive {
  return {
    stamp: async () => {
      const folders = await Promise.all(['cur', 'new'].map((name) => stat(join(path, name))));
      return folders.map(({ mtimeMs }) => mtimeMs).join(' ');
    },
    readNew: async (since) => {
      const files = await filesOf(path);
      const known = new Set(String(since?.names ?? '').split('\n'));
      const gone = [...known].filter((name) => name !== '' && !files.has(name));
      const fresh = [...files].filter(([name]) => !known.has(name));
      return {
        fresh: since === null,
        mails: mailsOf(fresh, gone, mostBytes),
        position: { names: [...files.keys()].sort().join('\n') },
      };
    },
    readAt: async (places, take) => {
      const files = await filesOf(path);
      const wanted = places.flatMap((at) => {
        const file = files.get(at);
        return file === undefined ? [] : [[at, file] as const];
      });
      for await (const mail of mailsOf(wanted, [], mostBytes)) if ('raw' in mail) take(mail.at, mail.raw);
    },
    close: async () => undefined,
  };
}

/** Path of each mail, by the part of its name that stays. */
async function filesOf(path: string): Promise<Map<string, string>> {
  const lists = await Promise.all(
    ['new', 'cur'].map(async (folder) => (await readdir(join(path, folder))).map((name) => join(path, folder, name))),
  );
  const base = (file: string) => (file.split('/').at(-1) ?? '').replace(/:2,.*$/, '');
  return new Map(
    lists
      .flat()
      .filter((file) => !base(file).startsWith('.'))
      .map((file) => [base(file), file]),
  );
}

async function* mailsOf(
  files: Iterable<readonly [string, string]>,
  gone: readonly string[],
  mostBytes: number,
): AsyncGenerator<RawMail> {
  for (const at of gone) yield { at, gone: true };
  for (const [at, file] of files) {
    const raw = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      // A mail reader moved it from `new` to `cur` in between: it is read next time.
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (raw && raw.length <= mostBytes) yield { at, raw };
  }
}
