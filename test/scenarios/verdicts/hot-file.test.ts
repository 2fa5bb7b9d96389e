// A file that upstream changes all the time: the landing lies deep among its commits, and is known by its size.
import { expect, test } from 'vitest';
import { edit, type History } from '../../support/tiny-repo.js';
import { judgeOne } from '../judge.js';

const WORKFLOW = '.github/workflows/build.yml';
const TOOLS = ['linter', 'compiler', 'formatter', 'packager', 'uploader', 'scanner', 'signer', 'notifier'];
const bump = (tool: string, from: string, to: string) => edit(`${tool}-action@v${from}`, `${tool}-action@v${to}`);
/** Too few to reach the landing by rank: what is read behind them is chosen by size. */
const FEW = { candidates: 2 };

function tell(h: History, landed: boolean): void {
  const lines = TOOLS.map((tool) => `      - uses: tools/${tool}-action@v1.0.0\n`).join('');
  h.commit({ message: 'ci: begin', files: { [WORKFLOW]: lines } });
  h.point('local', h.tip());
  const everyOther = (from: string, to: string) => {
    for (const tool of TOOLS.slice(1)) h.commit({ message: 'bump', files: { [WORKFLOW]: bump(tool, from, to) } });
  };
  everyOther('1.0.0', '1.1.0');
  h.commit({
    branch: 'local',
    message: 'the linter of today',
    files: { [WORKFLOW]: bump('linter', '1.0.0', '1.64.12') },
  });
  const to = landed ? '1.64.12' : '1.9.0';
  h.commit({ message: 'bump', files: { [WORKFLOW]: bump('linter', '1.0.0', to) } });
  everyOther('1.1.0', '1.2.0');
  h.commit({ message: 'bump', files: { [WORKFLOW]: bump('linter', to, '2.0.0') } });
}

test('a landing that many commits cover is found', async () => {
  const patch = await judgeOne((h) => tell(h, true), { search: FEW });
  expect(patch).toMatchObject({ status: 'landed', landing: { commits: [{ subject: 'bump' }] } });
});

test('without a look behind the likeliest it is not: the story is hard enough', async () => {
  const patch = await judgeOne((h) => tell(h, true), { search: { ...FEW, deeper: 0, everyCommit: 0 } });
  expect(patch.status).not.toBe('landed');
});

test('a change of another size is not taken for it', async () => {
  const patch = await judgeOne((h) => tell(h, false), { search: FEW });
  expect(patch.status).not.toBe('landed');
});
