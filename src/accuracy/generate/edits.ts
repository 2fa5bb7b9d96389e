// What happens to a patch on its way: lines edited, identifiers renamed, indentation changed, hunks left out, files moved.
import type { Chance } from '../../bench/history/chance.js';
import type { FileChange, Hunk, Line } from '../../model/patch.js';

const IDENTIFIER = /[A-Za-z_]\w{2,}/g;

/** Changed lines of a change. */
export function changedLines(files: readonly FileChange[]): Line[] {
  return files.flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines.filter(({ sign }) => sign !== ' ')));
}

/** Each line the change adds, as `edit` makes it: none, one or more. */
export function editAdded(files: readonly FileChange[], edit: (text: string) => readonly string[]): FileChange[] {
  const edited = (line: Line) =>
    line.sign === '+' ? edit(line.text).map((text) => ({ sign: line.sign, text, key: line.key })) : [line];
  return withLines(files, ({ lines }) => lines.flatMap(edited));
}

/** The change without the changed lines (counted over all files) that are not kept. */
export function keepLines(files: readonly FileChange[], keeps: (place: number) => boolean): FileChange[] {
  let place = 0;
  const kept = withLines(files, ({ lines }) =>
    lines.flatMap((line): Line[] => {
      if (line.sign === ' ' || keeps(place++)) return [line];
      return line.sign === '-' ? [{ sign: ' ', text: line.text, key: line.key }] : [];
    }),
  );
  const changes = ({ lines }: Hunk) => lines.some(({ sign }) => sign !== ' ');
  return kept.map((file) => ({ ...file, hunks: file.hunks.filter(changes) })).filter(({ hunks }) => hunks.length > 0);
}

/** Gives a line another word or number; a line without any gets a comment. */
export function editLine(text: string, chance: Chance): string {
  const words = [...text.matchAll(/[A-Za-z_]\w{2,}|\d+/g)];
  if (words.length === 0) return `${text} /* ${inventWord(chance)} */`;
  const word = chance.pick(words);
  const other = /^\d/.test(word[0]) ? String(Number(word[0]) + 1 + chance.below(8)) : inventWord(chance);
  return `${text.slice(0, word.index)}${other}${text.slice(word.index + word[0].length)}`;
}

/** Gives every identifier another name, the same one everywhere: the words of nobody's code. */
export function garble(chance: Chance): (text: string) => string {
  const names = new Map<string, string>();
  return (text) =>
    text.replace(IDENTIFIER, (name) => {
      const other = names.get(name) ?? inventWord(chance);
      names.set(name, other);
      return other;
    });
}

/** The identifier that the change brings in and uses most, or null when it brings in none. */
export function ownIdentifier(files: readonly FileChange[]): string | null {
  const all = files.flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines));
  const old = new Set(all.flatMap(({ sign, text }) => (sign === '+' ? [] : (text.match(IDENTIFIER) ?? []))));
  const counts = new Map<string, number>();
  for (const { sign, text } of all)
    for (const name of sign === '+' ? (text.match(IDENTIFIER) ?? []) : [])
      if (!old.has(name) && name.length > 3) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] > 1 ? most[0] : null;
}

/** Renames an identifier in the lines that a change adds. */
export function renameIdentifier(files: readonly FileChange[], from: string, to: string): FileChange[] {
  const name = new RegExp(`\\b${from}\\b`, 'g');
  return editAdded(files, (text) => [text.replace(name, to)]);
}

/** Tabs for blanks and blanks for tabs, or a step further in. */
export function reindent(text: string): string {
  const [, indent = '', rest = ''] = /^([ \t]*)(.*)$/s.exec(text) ?? [];
  if (rest === '') return text;
  return indent.includes('\t') ? `${indent.replaceAll('\t', '    ')}${rest}` : `\t${indent}${rest}`;
}

/** The change made to files of other paths. */
export function moveFiles(files: readonly FileChange[], to: (path: string) => string): FileChange[] {
  const moved = (path: string | null) => (path === null ? null : to(path));
  return files.map((file) => ({ ...file, oldPath: moved(file.oldPath), newPath: moved(file.newPath) }));
}

const SYLLABLES = [
  'ba',
  'cor',
  'del',
  'fu',
  'gan',
  'hil',
  'jo',
  'kem',
  'lur',
  'mip',
  'nox',
  'pra',
  'quo',
  'sut',
  'vey',
];

/** A word that no code has. */
export function inventWord(chance: Chance): string {
  return Array.from({ length: 3 }, () => chance.pick(SYLLABLES)).join('');
}

function withLines(files: readonly FileChange[], lines: (hunk: Hunk) => Line[]): FileChange[] {
  return files.map((file) => ({ ...file, hunks: file.hunks.map((hunk) => ({ ...hunk, lines: lines(hunk) })) }));
}
