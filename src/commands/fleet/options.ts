// The options that the fleet's commands have in common.
import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Parses a whole number from 1 on. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/u.test(text)) throw new InvalidArgumentError('Expected a whole number from 1 on.');
  return Number(text);
}
