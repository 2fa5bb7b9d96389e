// Statuses as a command line names them: words with commas between them.
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { didYouMean } from '../config/nearest.js';
import { STATUSES, type Status } from '../model/status.js';

/** Reads statuses from an option that may be given several times. Throws InvalidArgumentError for other words. */
export function statuses(text: string, before: readonly Status[] | undefined): readonly Status[] {
  const chosen = text.split(',').map((word) => word.trim());
  const unknown = chosen.find((word) => !isStatus(word));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `No status '${unknown}'${didYouMean(unknown, STATUSES)} Statuses: ${STATUSES.join(', ')}.`,
    );
  }
  return [...new Set([...(before ?? []), ...chosen.filter(isStatus)])];
}

function isStatus(word: string): word is Status {
  return (STATUSES as readonly string[]).includes(word);
}
