// Before a run that goes on can be measured, the branch must have stood where it stood.
import { expect, test } from 'vitest';
import { countCommits, stepBack } from '../../src/bench/step-back.js';
import { tinyRepo } from '../support/tiny-repo.js';

const file = (place: number) => ({ files: { [`${place}.c`]: `int v${place};\n` } });

test('the newest first parent with so many commits after it, where a merge brings several at once', async () => {
  const repo = await tinyRepo((h) => {
    const base = h.commit({ message: 'base', ...file(0) });
    h.point('local', base);
    h.commit({ message: 'one', ...file(1) });
    h.point('topic', h.tip());
    for (const place of [2, 3, 4]) h.commit({ branch: 'topic', message: `topic ${place}`, ...file(place) });
    h.merge(h.tip('topic'));
    h.commit({ message: 'last', ...file(5) });
  });
  const back = (least: number) => stepBack(repo.path, 'main', 'local', least);
  expect(await back(1)).toBe(await repo.git('rev-parse', 'main~1'));
  for (const least of [2, 4, 5]) expect(await back(least)).toBe(await repo.git('rev-parse', 'main~2'));
  expect(await countCommits(repo.path, 'main', 'main~2')).toBe(5);
});

test('there is none on top of the base where the history is too short', async () => {
  const repo = await tinyRepo((h) => {
    h.point('local', h.commit({ message: 'base', ...file(0) }));
    h.commit({ message: 'one', ...file(1) });
    h.commit({ message: 'two', ...file(2) });
  });
  expect(await stepBack(repo.path, 'main', 'local', 1)).toBe(await repo.git('rev-parse', 'main~1'));
  expect(await stepBack(repo.path, 'main', 'local', 2)).toBeNull();
});
