// Reads from a real repository what labelled stacks are made of.
import { type CommitRecord, mergeBase, readCommits, readDates } from '../../git/commits.js';
import { readDiffs } from '../../git/diffs.js';
import { listTree, readBlobs } from '../../git/objects.js';
import { type Repository, resolveCommit } from '../../git/repository.js';
import { openWorkspace, type Workspace } from '../../git/workspace.js';
import { LandfallError } from '../../errors.js';
import { type Chance, chance as chanceFrom } from '../../bench/history/chance.js';
import type { FileChange } from '../../model/patch.js';
import { parseMessage, plainSubject, subjectOf } from '../../patch/message.js';
import { parseDiff } from '../../patch/parse-diff.js';
import { decodeText } from '../../patch/decode.js';
import type { Text } from './apply-hunks.js';
import { changedLines } from './edits.js';
import type { Material, Source } from './material.js';

/** Revisions of one repository: where the stack begins, the tip that is searched, and a later one whose commits are withheld. */
export interface Range {
  readonly repository: Repository;
  readonly base: string;
  readonly tip: string;
  readonly later: string;
}

/** People do not write larger patches by hand; they would take the whole run. */
const MOST_LINES = 400;
const MOST_BYTES = 4_000_000;
/** Commits that are read for each row that is asked for: many do not apply where the stack is. */
const READ_A_ROW = 6;

/** Reads commits enough for `rows` patches; `stranger` is the newest commit of another repository, if there is one. */
export async function readMaterial(
  range: Range,
  stranger: { repository: Repository; tip: string } | null,
  rows: number,
  seed: number,
): Promise<Material> {
  const workspace = await openWorkspace([range.repository]);
  const chance = chanceFrom(seed);
  try {
    const base = await commitOf(range.repository, range.base);
    const tip = await commitOf(range.repository, range.tip);
    const later = await commitOf(range.repository, range.later);
    const fork = (await mergeBase(workspace, base, tip)) ?? base;
    const inside = await readSources(workspace, [tip], [fork], rows * READ_A_ROW, chance);
    const told = await toldOf(workspace, tip, fork);
    const beyond = await readSources(workspace, [later], [tip], rows * READ_A_ROW, chance);
    const landed = inside.filter((source) => hasOneLanding(source, told));
    // What was picked onto a branch, or taken in twice, has landed: its subject tells.
    const withheld = beyond.filter(({ message }) => !told.subjects.has(plainSubject(subjectOf(message))));
    const touched = pathsOf([...landed, ...withheld]);
    return {
      base: fork,
      tip,
      tipDate: (await readDates(workspace, [tip])).get(tip) ?? 0,
      landed,
      withheld,
      strangers: stranger ? await readStrangers(stranger, rows, chance) : [],
      atBase: await readTexts(workspace, fork, touched),
      atTip: await readTexts(workspace, tip, touched),
    };
  } finally {
    await workspace.close();
  }
}

/** What upstream took back, or took in twice (by way of a branch), has no one landing. */
function hasOneLanding({ oid, message }: Source, { subjects, undone }: Told): boolean {
  const subject = plainSubject(subjectOf(message));
  return !undone.has(oid) && !undone.has(subject) && subjects.get(subject) === 1;
}

/** The files that they touch, under either name; null stands for a file that is not there before or after. */
function pathsOf(sources: readonly Source[]): ReadonlySet<string | null> {
  return new Set(sources.flatMap(({ files }) => files.flatMap(({ oldPath, newPath }) => [oldPath, newPath])));
}

async function readStrangers(
  { repository, tip }: { repository: Repository; tip: string },
  rows: number,
  chance: Chance,
) {
  const workspace = await openWorkspace([repository]);
  try {
    const sources = await readSources(workspace, [await commitOf(repository, tip)], [], rows, chance);
    return sources.filter(({ files }) => files.every(({ oldPath }) => oldPath === null));
  } finally {
    await workspace.close();
  }
}

type Told = Awaited<ReturnType<typeof toldOf>>;

/** What the messages of the range tell: how often each plain subject occurs; and the ids and plain subjects of what is taken back. */
async function toldOf(workspace: Workspace, tip: string, fork: string) {
  const subjects = new Map<string, number>();
  const undone = new Set<string>();
  for await (const { message } of readCommits(workspace, [tip], [fork])) {
    const { reverts, revertsSubject } = parseMessage(message);
    const subject = plainSubject(subjectOf(message));
    subjects.set(subject, (subjects.get(subject) ?? 0) + 1);
    for (const oid of reverts) undone.add(oid);
    if (revertsSubject !== null) undone.add(plainSubject(revertsSubject));
  }
  return { subjects, undone };
}

/** Commits of the range whose changes are all lines of text, `most` of them drawn by lot, oldest first. */
async function readSources(
  workspace: Workspace,
  include: readonly string[],
  exclude: readonly string[],
  most: number,
  chance: Chance,
): Promise<Source[]> {
  const commits: CommitRecord[] = [];
  for await (const commit of readCommits(workspace, include, exclude))
    if (commit.parents.length === 1) commits.push(commit);
  const share = most / Math.max(1, commits.length);
  const drawn = commits.filter(() => chance.happens(share)).reverse();
  const diffs = new Map<string, FileChange[]>();
  const options = { processes: 1, mostBytes: MOST_BYTES, renames: false };
  await readDiffs(
    workspace,
    drawn.map(({ oid }) => oid),
    options,
    (oid, diff) => {
      if (diff && !diff.includes('\n\\ No newline')) diffs.set(oid, parseDiff(diff));
    },
  );
  return drawn.flatMap((commit) => {
    const files = diffs.get(commit.oid) ?? [];
    return isTold(files) ? [sourceOf(commit, files)] : [];
  });
}

function isTold(files: readonly FileChange[]): boolean {
  const lines = changedLines(files);
  const side = (wanted: '+' | '-') =>
    lines.flatMap(({ sign, text }) => (sign === wanted ? text.replace(/\s/g, '') : '')).join('');
  return (
    // White space alone is no delta, landed or not.
    side('+') !== side('-') &&
    lines.length <= MOST_LINES &&
    files.every(({ opaque, hunks }) => opaque.length === 0 && hunks.length > 0)
  );
}

function sourceOf({ oid, message, authorName, authorEmail, authorDate }: CommitRecord, files: FileChange[]): Source {
  const author = `${authorName} <${authorEmail}>`.replace(/[\n\0]/g, '');
  return { oid, message, author, date: authorDate, files };
}

/** The texts at a commit; files that are no UTF-8, or do not end with a line, are left out. */
async function readTexts(
  workspace: Workspace,
  commit: string,
  wanted: ReadonlySet<string | null>,
): Promise<Map<string, Text>> {
  const tree = (await listTree(workspace, commit)).filter(({ path }) => wanted.has(path));
  const byBlob = new Map<string, string[]>();
  for (const { path, oid } of tree) byBlob.set(oid, [...(byBlob.get(oid) ?? []), path]);
  const texts = new Map<string, Text>();
  await readBlobs(workspace, [...byBlob.keys()], MOST_BYTES, (oid, content) => {
    const text = decodeText(content);
    if (!text.endsWith('\n') || !Buffer.from(text).equals(content)) return;
    for (const path of byBlob.get(oid) ?? []) texts.set(path, text.slice(0, -1).split('\n'));
  });
  return texts;
}

async function commitOf(repository: Repository, revision: string): Promise<string> {
  const oid = await resolveCommit(repository, revision);
  if (oid !== null) return oid;
  const says = `${repository.path} has no commit ${JSON.stringify(revision)}`;
  throw new LandfallError('usage', 'accuracy.no-commit', says, 'name a branch, a tag or a commit id');
}
