// An archive of a mailing list on this disk: which kind it is, and how it is read on from where it was left.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LandfallError } from '../../errors.js';
import { maildir } from './read-maildir.js';
import { mbox } from './read-mbox.js';
import { publicInbox } from './read-public-inbox.js';

/** A mail as it lies there. `at` finds it again; `gone` ones were taken out of the archive. */
export type RawMail = { readonly at: string; readonly raw: Buffer } | { readonly at: string; readonly gone: true };

/** What is new in an archive. */
export interface NewMails {
  /** True when what was read before does not hold any more (the archive was made anew): all mails come again. */
  readonly fresh: boolean;
  readonly mails: AsyncIterable<RawMail>;
  /** Where reading goes on next time, once `mails` has ended. */
  readonly position: Position;
}

/** Names where an archive was left: plain data. */
export type Position = Readonly<Record<string, string | number>>;

export interface Archive {
  /** Changes when mails come or go. */
  readonly stamp: () => Promise<string>;
  readonly readNew: (since: Position | null) => Promise<NewMails>;
  /** Calls `take` for each of these mails that is still there. */
  readonly readAt: (places: readonly string[], take: (at: string, raw: Buffer) => void) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a public-inbox (version 1, version 2, or one epoch of it), an mbox or a maildir; null where there is nothing of that
 * name. Mails over `mostBytes` are passed over. Throws LandfallError `world` for anything else.
 */
export async function openArchive(
  path: string,
  mostBytes: number,
  signal: AbortSignal | undefined,
): Promise<Archive | null> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    const says = `the mail archive ${path} cannot be read: ${cause.message}`;
    throw new LandfallError('world', 'mail.no-archive', says, 'correct `mail` in the config', cause);
  });
  if (found === null) return null;
  if (found.isFile()) return mbox(path, mostBytes);
  const names = await readdir(path);
  if (names.includes('cur') && names.includes('new')) return maildir(path, mostBytes);
  const epochs = names.includes('git') ? (await readdir(join(path, 'git'))).filter(isEpoch) : [];
  const order = (name: string) => Number.parseInt(name, 10);
  const sorted = epochs.toSorted((one, other) => order(one) - order(other));
  const repositories = sorted.length > 0 ? sorted.map((name) => join(path, 'git', name)) : [path];
  return publicInbox(repositories, mostBytes, signal);
}

function isEpoch(name: string): boolean {
  return /^\d+(?:\.git)?$/.test(name);
}
