// The law of incremental runs: going on from what an earlier run found out gives the report of a run from the ground.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../support/property-tests.js';
import { tinyRepo } from '../support/tiny-repo.js';
import { memoryAnswers, memoryShelf, run } from './run.js';
import { step, UpstreamStory } from './upstream-story.js';

test('a run that goes on from an earlier one reports what a run from the ground does', async () => {
  const stories = fc.record({ steps: fc.array(step, { minLength: 2, maxLength: 14 }), share: fc.nat(100) });
  await fc.assert(
    fc.asyncProperty(stories, async ({ steps, share }) => {
      const repo = await tinyRepo((h) => new UpstreamStory(h, steps, Math.floor((steps.length * share) / 100)));
      try {
        const [shelf, answers] = [memoryShelf(), memoryAnswers()];
        await run(repo.path, 'earlier', shelf, { answers });
        const later = await run(repo.path, 'main', shelf, { answers });
        const cold = await run(repo.path, 'main');
        expect(later.report.patches).toEqual(cold.report.patches);
        expect(later.report).toEqual(cold.report);
      } finally {
        await repo.remove();
      }
    }),
    { numRuns: runs(8) },
  );
}, 120_000);
