// `npm run bench:submissions` runs this alone: it takes minutes, and no test run waits for it.
import { defineConfig } from 'vitest/config';

/** Milliseconds: a real archive has some ten thousand mails. */
const PATIENCE = 900_000;

export default defineConfig({ test: { include: ['test/bench/submissions.cost.ts'], testTimeout: PATIENCE } });
