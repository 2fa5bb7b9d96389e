// What a line is worth before anything is known of its rarity.
import type { MatchSettings } from '../model/settings.js';
import { wordCharacters } from '../patch/line-key.js';

/** A line without letters (a brace) still is a line: half a bit. */
const BARE_LINE_BITS = 0.5;

/** The worth of a line (unsigned key) in bits, by the letters and digits in it. */
export function priorBits(key: number, settings: MatchSettings): number {
  return Math.min(settings.mostBits, BARE_LINE_BITS + settings.bitsPerCharacter * wordCharacters(key));
}
