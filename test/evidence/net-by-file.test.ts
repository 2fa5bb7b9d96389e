// The net delta of a branch told file by file, held against git's merge of whole trees, on one tip after the other.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTHING_ANSWERED } from '../../src/model/answers.js';
import { telling, told } from '../git/stack-story.js';
import { runs } from '../support/property-tests.js';
import { netOn } from './net-on.js';
import { memoryAnswers } from './run.js';

test('law: a branch merged file by file, where git finds its files, is what git makes of whole trees, on one tip after the other', async () => {
  await fc.assert(
    fc.asyncProperty(telling(5), telling(3), async (upstream, stack) => {
      const { repo } = await told(upstream, stack);
      try {
        const base = await repo.git('merge-base', 'main', 'local');
        const tips = (await repo.git('rev-list', '--reverse', '--first-parent', 'main')).split('\n');
        for (const paths of [[], ['src/net/', 'README']]) {
          const answers = memoryAnswers();
          for (const tip of tips) {
            // With a base of its own git is left to find where both part.
            const whole = await netOn(repo, tip, { paths, known: base, answers: NOTHING_ANSWERED });
            for (const _ of ['asked', 'remembered']) expect(await netOn(repo, tip, { paths, answers })).toEqual(whole);
          }
        }
      } finally {
        await repo.remove();
      }
    }),
    { numRuns: runs(10) },
  );
}, 600_000);
