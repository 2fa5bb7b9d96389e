import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Random seeds would make a run red that nobody can repeat.
    setupFiles: ['test/support/property-tests.ts'],
    // Files share one worker thread a core: the rooms hold no module state, and isolation costs four times the run.
    pool: 'threads',
    isolate: false,
    // Real git repositories are made in tests; a cold machine with two cores needs more than the default 5 s.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
