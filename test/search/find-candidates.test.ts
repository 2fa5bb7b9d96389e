// Which commits are read for a patch: those on its files, and of the others those that share words which chance does not.
import { expect, test } from 'vitest';
import type { History, UpstreamCommit } from '../../src/model/history.js';
import { packagedSettings } from '../../src/config/load.js';
import { NO_FACTS } from '../../src/model/patch.js';
import { plainSubject } from '../../src/patch/message.js';
import { findLikely } from '../../src/search/find-candidates.js';
import { indexHistory } from '../../src/search/index-history.js';
import { kinshipOf } from '../../src/search/kinship.js';
import { patchOf } from '../verdict/facts.js';

const OWN = 'hw/efuse.c';
const FILES = [OWN, 'docs/other.txt'];

/** A history of one commit a subject, each on one file by its place in FILES. */
function historyOf(told: readonly (readonly [subject: string, file: number])[]) {
  const commits = told.map(([subject, file], index) => ({
    index,
    oid: String(index).padStart(40, '0'),
    parents: [index + 1],
    subject,
    author: { name: 'A', email: 'a@example.org' },
    authorDate: 0,
    commitDate: 0,
    next: null,
    facts: NO_FACTS,
    paths: [file],
  })) as unknown as UpstreamCommit[];
  return { commits, news: commits.length, paths: FILES, renames: [] } as unknown as History;
}

async function likelyOf(told: Parameters<typeof historyOf>[0]): Promise<string[]> {
  const history = historyOf(told);
  const patch = patchOf({
    subject: 'versal efuse: read rows twice',
    files: [{ oldPath: OWN, newPath: OWN } as never],
  });
  const kinship = kinshipOf(history);
  const subjects = history.commits.map(({ subject }) => plainSubject(subject));
  const index = indexHistory(history, subjects, [patch], kinship, () => false);
  const { commits } = findLikely(patch, index, kinship, () => false, (await packagedSettings()).search);
  return commits.map((place) => history.commits[place]?.subject ?? '');
}

const noise = (count: number) => Array.from({ length: count }, (_, at) => [`docs: note ${at}`, 1] as const);

test('a commit on other files is read for its words only where chance would not let it share them', async () => {
  const told = [...noise(4000), ...Array.from({ length: 60 }, (_, at) => [`block: read page ${at}`, 1] as const)];
  const found = await likelyOf([...told, ['xlnx: a model of the versal efuse', 1], ['efuse: tidy up', 0]]);
  expect(found).toEqual(['efuse: tidy up', 'xlnx: a model of the versal efuse']);
});

test('in a small history any word counts that few commits have', async () => {
  expect(await likelyOf([...noise(30), ['block: read a page', 1]])).toEqual(['block: read a page']);
});
