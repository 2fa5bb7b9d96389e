// A stack such as distributions carry, out of any history: some of upstream's own commits, picked onto an older one.
import { createRepository } from '../git/create-repository.js';
import { gitEnvironment } from '../git/environment.js';
import { gatherGit, gitFailed, streamGit } from '../git/process.js';
import { openRepository } from '../git/repository.js';

/**
 * What to pick: of the commits from `onto` to `upstream`, without merges and the oldest first, each `every`th from place `from`
 * on (counted from 0), until `patches` of them went in without a conflict.
 */
export interface Picking {
  readonly repository: string;
  readonly upstream: string;
  readonly onto: string;
  readonly every: number;
  readonly from: number;
  readonly patches: number;
}

/** The branches of what is made. */
const [UPSTREAM, PICKS] = ['upstream', 'picks'];

/**
 * Makes a bare repository in a folder that is not there yet or is empty: upstream with its tags, and the stack. It borrows the objects of
 * the one that was given. Ids are the same wherever it is made. Returns how many commits were picked. Throws LandfallError.
 */
export async function pickStack(directory: string, picking: Picking): Promise<number> {
  const { path, objectsDir, hash } = await openRepository(picking.repository);
  const source = gitIn(path);
  const [upstream, onto] = await Promise.all([picking.upstream, picking.onto].map((name) => commitOf(source, name)));
  const tags = await source([
    'for-each-ref',
    `--merged=${upstream}`,
    '--format=create %(refname) %(objectname)',
    'refs/tags',
  ]);
  const listed = await source(['rev-list', '--no-merges', '--topo-order', '--reverse', `${onto}..${upstream}`]);
  await createRepository({
    directory,
    bare: true,
    objectFormat: hash,
    branch: PICKS,
    alternates: [objectsDir],
    stream: [DONE],
  });
  const made = gitIn(directory);
  let [tip, picked] = [onto ?? '', 0];
  for (const commit of linesOf(listed).filter((_, place) => isChosen(place, picking))) {
    if (picked === picking.patches) break;
    const next = await pick(directory, made, commit, tip);
    if (next === null) continue;
    [tip, picked] = [next, picked + 1];
  }
  const refs = [...linesOf(tags), `create refs/heads/${UPSTREAM} ${upstream}`, `create refs/heads/${PICKS} ${tip}`];
  await made(['update-ref', '--stdin'], refs.map((line) => `${line}\n`).join(''));
  return picked;
}

/** An import of nothing. */
const DONE = Buffer.from('done\n');

function isChosen(place: number, { every, from }: Picking): boolean {
  return place >= from && (place - from) % every === 0;
}

/** The commit picked onto a tip; null where it conflicts. */
async function pick(directory: string, git: Git, commit: string, tip: string): Promise<string | null> {
  // git has no `--merge-base` before 2.40: commits with the trees of both sides stand for them.
  const [root = '', was = ''] = await Promise.all(
    [`${commit}^`, tip].map((side) => git(['rev-parse', `${side}^{tree}`])),
  );
  const base = await git(['commit-tree', root, '-m', 'base']);
  const sides = [was, `${commit}^{tree}`].map((tree) => git(['commit-tree', tree, '-p', base, '-m', 'side']));
  const tree = await mergeTree(directory, await Promise.all(sides));
  if (tree === null) return null;
  const [name = '', email = '', date = '', committed = ''] = (
    await git(['log', '-1', '--format=%an%x00%ae%x00%ad%x00%cd', '--date=raw', commit])
  ).split('\0');
  const message = await git(['log', '-1', '--format=%B', commit]);
  const author = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: `@${date}` };
  return gitIn(directory, { ...author, GIT_COMMITTER_DATE: `@${committed}` })(
    ['commit-tree', tree, '-p', tip],
    message,
  );
}

/** The tree of a merge; null where it conflicts. Throws LandfallError when git cannot merge. */
async function mergeTree(cwd: string, sides: readonly string[]): Promise<string | null> {
  const stream = streamGit(['merge-tree', '--write-tree', '--no-messages', ...sides], {
    cwd,
    env: gitEnvironment({ sealed: true }),
  });
  const chunks: Buffer[] = [];
  for (;;) {
    const step = await stream.next();
    if (!step.done) chunks.push(step.value);
    else if (step.value.code > 1 || step.value.code < 0) throw gitFailed(['merge-tree'], step.value);
    else return step.value.code === 0 ? Buffer.concat(chunks).toString('latin1').trim() : null;
  }
}

type Git = (args: readonly string[], input?: string) => Promise<string>;

/** git in a folder, with people of its own: what it makes must not depend on who asks. */
function gitIn(cwd: string, people: Readonly<Record<string, string>> = {}): Git {
  const env = { ...gitEnvironment({ sealed: true }), ...PEOPLE, ...people };
  return async (args, input = '') => (await gatherGit(args, { cwd, env, input })).toString('utf8').trim();
}

const PEOPLE = {
  GIT_AUTHOR_NAME: 'Bench',
  GIT_AUTHOR_EMAIL: 'bench@example.org',
  GIT_AUTHOR_DATE: '@0 +0000',
  GIT_COMMITTER_NAME: 'Bench',
  GIT_COMMITTER_EMAIL: 'bench@example.org',
  GIT_COMMITTER_DATE: '@0 +0000',
};

function commitOf(git: Git, name: string): Promise<string> {
  return git(['rev-parse', '--verify', '--end-of-options', `${name}^{commit}`]);
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
