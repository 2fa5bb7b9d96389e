// A public-inbox: git repositories in which each commit brings one mail, or takes one away.
import { mergeBase } from '../../git/commits.js';
import { readBlobs } from '../../git/objects.js';
import { listRefs, openRepository, type Repository } from '../../git/repository.js';
import { readAddedBlobs } from '../../git/added-blobs.js';
import { openWorkspace, type Workspace } from '../../git/workspace.js';
import type { Archive, Position, RawMail } from './archive.js';

/** Mails read from git at once: enough to keep it busy, few enough for the memory. */
const AT_ONCE = 256;

/** Opens the epochs of a public-inbox, oldest first. Throws LandfallError `world` when one is no repository. Close it when done. */
export async function publicInbox(
  paths: readonly string[],
  mostBytes: number,
  signal: AbortSignal | undefined,
): Promise<Archive> {
  const repositories = await Promise.all(paths.map((path) => openRepository(path)));
  let workspace: Workspace | null = null;
  const opened = async () => (workspace ??= await openWorkspace(repositories, signal));
  return {
    stamp: async () => Object.entries(await tipsOf(repositories)).join('\n'),
    readNew: async (since) => {
      const tips = await tipsOf(repositories);
      const goesOn = since !== null && (await isAhead(await opened(), since, tips));
      const ranges = Object.entries(tips).map(([path, tip]) => ({
        tip,
        below: goesOn ? (since[path] ?? null) : null,
      }));
      const mails = mailsOf(
        await opened(),
        ranges.filter(({ tip, below }) => tip !== below),
        mostBytes,
      );
      return { fresh: !goesOn, mails, position: tips };
    },
    readAt: async (places, take) => readBlobs(await opened(), places, mostBytes, take),
    close: async () => workspace?.close(),
  };
}

/** The commit each epoch ends with, by its path; empty ones are left out. */
async function tipsOf(repositories: readonly Repository[]): Promise<Record<string, string>> {
  const tips: Record<string, string> = {};
  for (const repository of repositories) {
    const heads = (await listRefs(repository)).filter((ref) => ref.name.startsWith('refs/heads/'));
    const head = ['master', 'main'].map((name) => heads.find((ref) => ref.name === `refs/heads/${name}`));
    const tip = head.find((ref) => ref !== undefined) ?? heads[0];
    if (tip) tips[repository.path] = tip.commit;
  }
  return tips;
}

/** False when the history was rewritten, as it is when a mail has to go for good. */
async function isAhead(workspace: Workspace, since: Position, tips: Record<string, string>): Promise<boolean> {
  for (const [path, old] of Object.entries(since)) {
    const tip = tips[path];
    if (tip === undefined) return false;
    const base = tip === old ? old : await mergeBase(workspace, tip, String(old)).catch(() => null);
    if (base !== old) return false;
  }
  return true;
}

async function* mailsOf(
  workspace: Workspace,
  ranges: readonly { tip: string; below: string | number | null }[],
  mostBytes: number,
): AsyncGenerator<RawMail> {
  for (const { tip, below } of ranges) {
    let wanted: string[] = [];
    for await (const blob of readAddedBlobs(workspace, tip, below === null ? null : String(below))) {
      // Version 2 keeps a mail that was taken out under the name `d`; version 1 deletes its file.
      if (blob.gone || blob.path === 'd') yield { at: blob.oid, gone: true };
      else wanted.push(blob.oid);
      if (wanted.length < AT_ONCE) continue;
      yield* readSome(workspace, wanted, mostBytes);
      wanted = [];
    }
    yield* readSome(workspace, wanted, mostBytes);
  }
}

async function* readSome(workspace: Workspace, oids: readonly string[], mostBytes: number): AsyncGenerator<RawMail> {
  const read: RawMail[] = [];
  // The buffer git's answer lies in is used again.
  await readBlobs(workspace, oids, mostBytes, (at, content) => read.push({ at, raw: Buffer.from(content) }));
  yield* read;
}
