// The net delta of a branch `local` on a tip, told where files go to.
import type { MovesOf } from '../../src/gather/file-at-tip.js';
import { readNet } from '../../src/gather/read-net.js';
import { readTipTree } from '../../src/gather/tip-tree.js';
import { openRepository } from '../../src/git/repository.js';
import { openWorkspace } from '../../src/git/workspace.js';
import type { KeptAnswers } from '../../src/model/answers.js';
import type { TinyRepo } from '../support/tiny-repo.js';

/** Where git finds the files of one tree in another. */
async function movesOf(repo: TinyRepo, from: string, to: string) {
  const told = (await repo.git('diff-tree', '-r', '-M', '--diff-filter=R', '--name-status', from, to)).split('\n');
  const moves = new Map(told.map((line) => line.split('\t')).map(([, old = '', now = '']) => [old, now]));
  return (path: string) => [path, ...[moves.get(path) ?? []].flat()];
}

/** The net delta of `local` on a tip; `known` is a base that is given, or null. */
export async function netOn(
  repo: TinyRepo,
  tip: string,
  {
    paths = [],
    known = null,
    answers,
    moves,
  }: { paths?: readonly string[]; known?: string | null; answers: KeptAnswers; moves?: MovesOf },
) {
  const workspace = await openWorkspace([await openRepository(repo.path)]);
  try {
    const base = await repo.git('merge-base', 'main', 'local');
    const request = { repository: '', ref: 'local', tip: repo.oid('local'), base: known, paths };
    const stacks = { branches: [{ request, commits: [], boundary: [base] }], stands: new Map() };
    const tree = readTipTree(workspace, tip);
    const found = moves ? Promise.resolve(moves) : movesOf(repo, base, tip);
    const [net] = await readNet({ workspace, answers, processes: 2 }, tree, stacks, {
      idle: Promise.resolve(),
      moves: found,
    });
    await answers.keep();
    return net;
  } finally {
    await workspace.close();
  }
}
