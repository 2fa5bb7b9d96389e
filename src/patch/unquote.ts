// Undoes git's C-style quoting of path names.
import { decodeText } from './decode.js';

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** The path behind `"a\tb\303\244"`; a name without quotes comes back as it is. */
export function unquotePath(name: string): string {
  if (!(name.length >= 2 && name.startsWith('"') && name.endsWith('"'))) return name;
  const bytes: Buffer[] = [];
  for (const piece of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)) {
    const [, octal, letter, plain] = piece;
    if (octal !== undefined) bytes.push(Buffer.from([Number.parseInt(octal, 8) & 0xff]));
    else if (letter !== undefined) bytes.push(Buffer.from([ESCAPES[letter] ?? letter.charCodeAt(0)]));
    else if (plain !== undefined) bytes.push(Buffer.from(plain, 'utf8'));
  }
  return decodeText(Buffer.concat(bytes));
}
