// A measurement must be of the program that was started, and of what it took.
import { expect, test } from 'vitest';
import { median, summarise } from '../../src/bench/measure/median.js';
import { runMeasured } from '../../src/bench/measure/run-measured.js';

test('the median is the middle, or the mean of the middle two', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([5])]).toEqual([2, 2.5, 5]);
  expect(median([])).toBeNaN();
});

test('times are medians, peaks are the highest, what is not known stays so', () => {
  const run = (seconds: number, bytes: number | null) => ({
    seconds,
    cpuSeconds: null,
    ownPeakBytes: bytes,
    peakBytes: bytes,
  });
  expect(summarise([run(3, 5), run(1, null), run(2, 9)])).toEqual(run(2, 9));
});

test('a program is timed; its memory is known where the system tells and the run is for it', async () => {
  const script = 'const kept = Buffer.alloc(2 ** 27, 1); setTimeout(() => kept, 300)';
  const program = { command: process.execPath, args: ['-e', script] };
  const [looked, timed] = [await runMeasured(program, 'memory'), await runMeasured(program, 'times')];
  expect(Math.min(looked.seconds, timed.seconds)).toBeGreaterThan(0.3);
  if (process.platform === 'linux') expect(looked.ownPeakBytes).toBeGreaterThan(2 ** 27);
  expect([timed.ownPeakBytes, timed.peakBytes]).toEqual([null, null]);
});

test('a program that fails, or is not there, is an error', async () => {
  const failing = { command: process.execPath, args: ['-e', 'process.exit(3)'] };
  await expect(runMeasured(failing, 'times')).rejects.toMatchObject({
    code: 'bench.failed',
  });
  await expect(runMeasured({ command: 'landfall-is-not-there', args: [] }, 'times')).rejects.toThrow(/ENOENT/);
});
