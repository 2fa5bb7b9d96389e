// Results in which every text that a repository could have written is hostile.
import fc from 'fast-check';
import { GATE_RULES } from '../../src/model/gate.js';
import { ACTIONS, FORMS, NOISE_REASONS, RUNGS, SHAPES, STATUSES } from '../../src/model/status.js';
import { cleanStrings } from '../../src/report/clean.js';

/** Separated by bars where no piece holds one. */
const CONTROLS =
  '\u001b[31m|\u001b]0;title\u0007|\u009b2J|\r|\n|\t|\0|\u007f|\u0085|\u2028|\u202e|\u2066|\u200b|\u200d|\ufeff|\uffff';
const MARKUP =
  '\\ ` `` ``` ~~~ * _ [x](javascript:1) ![ ] <script> <!-- --> </details> &lt; &#124; ]]> " \' # - 1. --- $x$';
const WORDS = '@torvalds #1 https://evil.example www.evil.example a@b.example 漢字 🚀 👩‍👩‍👧 🇩🇪 ﷺ e\u0301 word';

const PIECES: readonly string[] = [
  ...CONTROLS.split('|'),
  ...MARKUP.split(' '),
  ...WORDS.split(' '),
  '|',
  '\\|',
  '   ',
  '\ud800',
  '\u{e0041}',
  '\u0301'.repeat(40),
];

/** Smaller cases that are tried of one that fails: to make and measure a page takes a tenth of a second and more. */
const MOST_SHRINKS = 100;

/** Texts that have broken terminals, tables and XML, and any others. */
export const hostileTexts = fc.limitShrink(
  fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
    ),
    { minLength: 3, maxLength: 7 },
  ),
  MOST_SHRINKS,
);

/** The same value with every free text replaced by the next of `words`; words of closed lists stay. */
export function poison<T>(value: T, words: readonly string[]): T {
  let next = 0;
  return cleanStrings(value, (text) => {
    if (CLOSED.has(text)) return text;
    next += 1;
    return words[next % words.length] ?? '';
  });
}

const CLOSED: ReadonlySet<string> = new Set<string>([
  ...STATUSES,
  ...ACTIONS,
  ...FORMS,
  ...SHAPES,
  ...RUNGS,
  ...NOISE_REASONS,
  ...GATE_RULES,
  ...'pass warn fail'.split(' '),
  ...'landfall tracked no-data commit trailer prefix annotation error warning info'.split(' '),
  ...'for against neither + - exact edited moved none'.split(' '),
  ' ',
]);
