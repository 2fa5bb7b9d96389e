// The text of a quilt series, edited: all that people wrote in it stays.
import { withReason } from '../model/plan.js';

/**
 * The patch that a line of a series names, as it is written there; null when it names none. White space is ASCII's only: a
 * line may be read a character a byte.
 */
export function patchNamed(line: string): string | null {
  return /^[\t-\r ]*([^\t-\r #]+)/.exec(line)?.[1]?.replace(/^(?:\.\/)+/, '') ?? null;
}

/** Turns the lines of these patches into comments that say why; names are as the series has them, reasons of one line. */
export function commentOut(series: string, dropped: ReadonlyMap<string, string>): string {
  return series
    .split('\n')
    .map((line) => {
      const why = dropped.get(patchNamed(line) ?? '');
      return why === undefined ? line : withReason(line, why, true);
    })
    .join('\n');
}
