// Many stories in one run: each on a branch of its own, in a project of its own beside the others' in one upstream.
// The words of every story are marked, so that no line, path or subject of one is found in another; what a story
// tells and what it is told back are free of marks.
import { beforeAll, expect, test } from 'vitest';
import type { PatchReport } from '../../src/model/report.js';
import { type Change, type Commit, type History, history, tinyRepo } from '../support/tiny-repo.js';
import { judgePaths } from './judge.js';
import { SOURCES } from './sources.js';

export type Files = Readonly<
  Record<string, string | null | ((text: string) => string) | { readonly movedFrom: string }>
>;

/** How a story tells what happens on either side. */
export interface Scene {
  readonly local: (message: string, files?: Files, more?: Told) => Commit;
  readonly upstream: (message: string, files?: Files, more?: Told) => Commit;
  /** Takes a commit over to upstream, under its own message unless another is given. */
  readonly pick: (commit: Commit, message?: string) => Commit;
  /** Takes a commit back upstream, in git's words unless others are given. */
  readonly revert: (commit: Commit, message?: string) => Commit;
  /** The same downstream: takes a commit over, takes one back. */
  readonly pickLocal: (commit: Commit) => Commit;
  readonly revertLocal: (commit: Commit) => Commit;
  /** Puts the stack, which must be empty still, on upstream's tip. */
  readonly rebase: () => void;
}

interface Told {
  readonly author?: string;
  readonly date?: string;
}

type Tell = (scene: Scene) => unknown;
type Check = (patches: readonly PatchReport[]) => void;

/** Gives a function that adds a story: what is told, and what must be said of its patches, oldest first. */
export function together(): (title: string, tell: Tell, check: Check) => void {
  const stories: { tell: Tell; mark: string }[] = [];
  let reports: ReadonlyMap<string, readonly PatchReport[]> = new Map();
  beforeAll(async () => {
    const { found, remove } = await judgeTogether(stories);
    reports = found;
    return remove;
  });
  return (title, tell, check) => {
    const mark = markOf(stories.length);
    stories.push({ tell, mark });
    test(title, () => check(reports.get(mark) ?? []));
  };
}

/** One story by itself: its only patch must be judged so. */
export function only(patches: readonly PatchReport[]): PatchReport {
  const [patch, second] = patches;
  if (!patch || second) throw new Error(`expected one patch, got ${patches.length}`);
  return patch;
}

/** A story by itself that has not landed: nothing of its patch may be dropped. */
export function carried(patches: readonly PatchReport[]): void {
  const patch = only(patches);
  expect(['pending', 'ambiguous', 'superseded']).toContain(patch.status);
  expect(patch.landing).toBeNull();
  expect(patch.remaining).toEqual(patch.size);
}

async function judgeTogether(stories: readonly { readonly tell: Tell; readonly mark: string }[]) {
  const h = history();
  const files = stories.flatMap(({ mark }) => Object.entries(marked(SOURCES, mark)));
  const base = h.commit({ message: 'Initial import', files: Object.fromEntries(files) });
  for (const { tell, mark } of stories) {
    h.point(`local/${mark}`, base);
    tell(sceneOf(h, mark));
  }
  const repo = await tinyRepo(h);
  const report = await judgePaths(repo.path, repo.path, { downstream: { branches: ['local/*'] } });
  const found = new Map<string, PatchReport[]>();
  for (const { mark } of stories) {
    const own = report.patches.filter(({ branches }) => branches.includes(`refs/heads/local/${mark}`));
    found.set(mark, JSON.parse(JSON.stringify(own).replaceAll(`local/${mark}`, 'local').replaceAll(mark, '')));
  }
  return { found, remove: repo.remove };
}

function sceneOf(h: History, mark: string): Scene {
  const commit = (branch: string) => (message: string, files: Files, more?: Told) =>
    h.commit({ branch, message: markedSubject(message, mark), files: marked(files, mark), ...more });
  return {
    local: (message, files = {}, more) => commit(`local/${mark}`)(message, files, more),
    upstream: (message, files = {}, more) => commit('main')(message, files, more),
    pick: (picked, message) => h.pick(picked, message === undefined ? {} : { message: markedSubject(message, mark) }),
    pickLocal: (picked) => h.pick(picked, { branch: `local/${mark}` }),
    revertLocal: (taken) => h.revert(taken, { branch: `local/${mark}` }),
    rebase: () => h.point(`local/${mark}`, h.tip()),
    revert: (taken, message) => h.revert(taken, message === undefined ? {} : { message: markedSubject(message, mark) }),
  };
}

function marked(files: Files, mark: string): Record<string, Change> {
  const entries = Object.entries(files).map(
    ([path, change]) => [`${mark}/${path}`, markedChange(change, mark)] as const,
  );
  return Object.fromEntries(entries);
}

function markedChange(change: Files[string], mark: string): Change {
  if (typeof change === 'string') return withMark(change, mark);
  if (typeof change === 'function') return (text) => withMark(change(text.replaceAll(mark, '')), mark);
  return change && { movedFrom: `${mark}/${change.movedFrom}` };
}

/** Only words in small letters: prefixes such as `UPSTREAM:` and `Revert` mean something, and so does all that follows. */
function markedSubject(message: string, mark: string): string {
  const [subject = '', ...rest] = message.split('\n');
  return [subject.replace(/\b[a-z_]{6,}\b/g, (word) => `${word}${mark}`), ...rest].join('\n');
}

/** Marks every word of some length; short ones (`return`, `break`, types) are everybody's. Ids stay as they are. */
function withMark(text: string, mark: string): string {
  return text.replace(/\b[a-zA-Z_]{7,}\b/g, (word) => (/^[0-9a-f]+$/.test(word) ? word : `${word}${mark}`));
}

/** `Qaa`, `Qab`, ...: letters that no text of a story has. */
function markOf(place: number): string {
  return `Q${String.fromCharCode(97 + Math.floor(place / 26), 97 + (place % 26))}`;
}
