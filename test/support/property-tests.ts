// Property tests draw the same cases on every run, so that a red run is the fault of the change at hand and can be
// repeated. To search further: LANDFALL_TEST_RUNS=100 draws that many times as many, LANDFALL_TEST_SEED=7 draws others.
import fc from 'fast-check';

/** Any number would do. */
const SEED = 20_240_229;
/** What fast-check draws for a property when nothing is said. */
const USUAL_RUNS = 100;

const { LANDFALL_TEST_RUNS: times = '1', LANDFALL_TEST_SEED: seed = String(SEED) } = process.env;

/** Cases to draw for a property of which `usual` are enough day by day. */
export function runs(usual: number): number {
  return Math.max(1, Math.round(usual * Number(times)));
}

fc.configureGlobal({ seed: Number(seed), numRuns: runs(USUAL_RUNS) });
