// `npm run bench:fleet` runs this alone: it takes minutes, and no test run waits for it.
import { defineConfig } from 'vitest/config';

/** Milliseconds: some hundred projects, nine times. */
const PATIENCE = 1_800_000;

export default defineConfig({
  test: { include: ['test/bench/fleet.cost.ts'], testTimeout: PATIENCE, hookTimeout: PATIENCE },
});
