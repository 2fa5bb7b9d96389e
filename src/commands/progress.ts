// One line on a terminal's standard error that says what is being read, how much of it, how fast.
import type { WriteStream } from 'node:tty';

/** Work shorter than this many milliseconds tells nothing. */
const PATIENCE = 1000;
const EVERY = 150;
const CLEAR = '\r\u001b[2K';

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
    const rate = ((now.done - now.from) * 1000) / Math.max(1, Date.now() - now.since);
    stream.write(CLEAR + progressText(now.stage, now.done, now.total, rate).slice(0, (stream.columns || 80) - 1));
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

/** What the line says; `rate` is in items a second. What is not known is left out. */
export function progressText(stage: string, done: number, total: number, rate: number): string {
  if (total <= 0) return done > 0 ? `${stage}  ${figure(done)}` : `${stage} ...`;
  return `${stage}  ${figure(done)} of ${figure(total)}${rate >= 1 ? ` (${figure(rate)}/s)` : ''}`;
}

const SILENT: ProgressLine = { tell: () => undefined, close: () => undefined };

function figure(count: number): string {
  return Math.round(count).toLocaleString('en');
}
