// One line on a terminal's standard error that says what is being read, how much of it, how fast.
import type { WriteStream } from 'node:tty';
import { figure } from '../report/figures.js';

/** Work shorter than this many milliseconds tells nothing. */
const PATIENCE = 1000;
const EVERY = 150;
const CLEAR = '\r\u001b[2K';

/** What work tells as it goes on: what is done, how much of it; `total` 0 where that is not known. */
export interface ProgressLine {
  readonly tell: (stage: string, done: number, total: number) => void;
  /** Takes the line away. */
  readonly close: () => void;
}

/** A progress line; a silent one where the stream is no terminal that can take lines back, or quiet is wanted. */
export function progressLine(stream: WriteStream, quiet: boolean): ProgressLine {
  if (quiet || !stream.isTTY || process.env['TERM'] === 'dumb') return SILENT;
  const begun = Date.now();
  let now = { stage: '', since: begun, from: 0, done: 0, total: 0 };
  let painted = false;
  const timer = setInterval(() => {
    if (Date.now() - begun < PATIENCE || now.stage === '') return;
    const text = progressText(now.stage, now.done, now.total, now.done - now.from, (Date.now() - now.since) / 1000);
    stream.write(CLEAR + text.slice(0, (stream.columns || 80) - 1));
    painted = true;
  }, EVERY);
  return {
    tell: (stage, done, total) => {
      now = stage === now.stage ? { ...now, done, total } : { stage, since: Date.now(), from: done, done, total };
    },
    close: () => {
      clearInterval(timer);
      if (painted) stream.write(CLEAR);
    },
  };
}

/** What the line says when `gained` items were done in so many seconds. Where nothing is counted, the time shows that work goes on. */
export function progressText(stage: string, done: number, total: number, gained: number, seconds: number): string {
  if (total <= 0) return `${stage}  ${done > 0 ? figure(done) : `${figure(seconds)} s`}`;
  const rate = gained / Math.max(0.001, seconds);
  return `${stage}  ${figure(done)} of ${figure(total)}${rate >= 1 ? ` (${figure(rate)}/s${leftOf(total - done, rate)})` : ''}`;
}

/** How long the rest takes at this rate, where it is worth a word. */
function leftOf(rest: number, rate: number): string {
  const seconds = rest / rate;
  if (seconds < LONG) return '';
  const minutes = Math.floor(seconds / 60);
  return `, ${minutes > 0 ? `${figure(minutes)} min ${figure(seconds % 60)} s` : `${figure(seconds)} s`} left`;
}

/** Shorter waits, in seconds, are over before they are read. */
const LONG = 5;

const SILENT: ProgressLine = { tell: () => undefined, close: () => undefined };
