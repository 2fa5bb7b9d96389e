// Patches that go backwards: made by comparing an old tree with a newer one, they bring back what upstream had changed
// before the base. Only patches that give no reason of their own are asked: a revert on purpose says so.
import { readDates } from '../git/commits.js';
import { readBlobs } from '../git/objects.js';
import { readOlderVersions } from '../git/older-versions.js';
import type { Workspace } from '../git/workspace.js';
import type { FileChange, Hunk, Patch } from '../model/patch.js';
import type { LimitSettings } from '../model/settings.js';
import { SECONDS_PER_DAY } from '../model/time-units.js';
import { decodeText } from '../patch/decode.js';

/** Older contents of one file that are looked at. */
const MOST_VERSIONS = 40;

/** The patches, those that go backwards marked. `base` is what they are applied to. */
export async function findBackwards(
  workspace: Workspace,
  base: string,
  patches: readonly Patch[],
  limits: LimitSettings,
): Promise<Patch[]> {
  const asked = patches.filter(isSilent);
  const paths = new Set(asked.flatMap(({ files }) => files.flatMap(({ oldPath }) => oldPath ?? [])));
  const date = (await readDates(workspace, [base])).get(base) ?? 0;
  const versions = await readOlderVersions(workspace, base, date - limits.olderDays * SECONDS_PER_DAY, [...paths]);
  const wanted = new Map([...versions].map(([path, blobs]) => [path, blobs.slice(0, MOST_VERSIONS)]));
  const texts = new Map<string, string>();
  await readBlobs(workspace, [...new Set([...wanted.values()].flat())], limits.upstreamDiffBytes, (oid, content) =>
    texts.set(oid, `\n${decodeText(content)}\n`),
  );
  const olderOf = (file: FileChange) => (wanted.get(file.oldPath ?? '') ?? []).flatMap((oid) => texts.get(oid) ?? []);
  return patches.map((patch) => {
    const backwards = isSilent(patch) && patch.files.every((file) => goesBackwards(file, olderOf(file)));
    return backwards ? { ...patch, atBase: 'backwards' } : patch;
  });
}

/** It applies, and its message is nothing but a file's name. */
function isSilent(patch: Patch): boolean {
  return patch.atBase === 'applies' && patch.files.length > 0 && !/\s/.test(patch.message.trim());
}

/** Each hunk leads to what an older version had there, and away from what it had not. */
function goesBackwards(file: FileChange, older: readonly string[]): boolean {
  if (file.oldPath === null || file.newPath === null || file.opaque.length > 0 || file.hunks.length === 0) return false;
  return file.hunks.every((hunk) => {
    const [before, after] = [side(hunk, '+'), side(hunk, '-')];
    return older.some((text) => text.includes(after) && !text.includes(before));
  });
}

/** The lines of a hunk without those of one sign, as a text between line ends. */
function side(hunk: Hunk, without: '+' | '-'): string {
  return `\n${hunk.lines.flatMap(({ sign, text }) => (sign === without ? [] : [text])).join('\n')}\n`;
}
