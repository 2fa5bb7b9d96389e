// The standard streams. A reader that has gone (`| head`) ends the output, not the run.
import { styleText } from 'node:util';
import { LandfallError } from '../errors.js';
import { visible } from '../report/clean.js';
import { PALETTE } from '../report/style.js';
import type { World } from './command.js';
import { progressLine } from './progress.js';

/** What a command says and paints, on this process's own streams. */
export function standardStreams(): Pick<World, 'columns' | 'paint' | 'out' | 'err' | 'say' | 'progress'> {
  bearErrors();
  const { stdout, stderr } = process;
  const err = (text: string) => void stderr.write(text);
  return {
    columns: stdout.isTTY ? stdout.columns || null : null,
    // Node decides: on a terminal unless NO_COLOR, elsewhere with FORCE_COLOR.
    paint: (style, text) => styleText(PALETTE[style], text, { stream: stdout, validateStream: true }),
    out,
    err,
    say: (message, hint) => err(messageText(message, hint ?? null)),
    progress: (quiet) => progressLine(stderr, quiet),
  };
}

/** A message and what can be done about it, as standard error shows them: nothing in them acts on a terminal. */
export function messageText(message: string, hint: string | null): string {
  const lines = [`landfall: ${message}`, ...(hint === null ? [] : [`  ${hint}`])];
  return lines
    .flatMap((text) => text.split('\n'))
    .map((line) => `${visible(line)}\n`)
    .join('');
}

function out(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
      if (!error || error.code === 'EPIPE') resolve();
      else
        reject(
          new LandfallError('world', 'output.unwritable', `nothing can be written: ${error.message}`, null, error),
        );
    });
  });
}

// Without a listener an error of a stream ends the process; what it means is decided where the writing is done.
function bearErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
