// Makes text from repositories harmless. Each output cleans the whole result at its door, so that no string is forgotten.

/** Controls, formatting marks (bidi, zero width), line and paragraph separators, invisible and broken code points. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/gu;

/** Variation selectors only choose between two looks of the character before them. */
const VARIATIONS = /[\ufe00-\ufe0f]/g;

/**
 * Shows every character that could act on a terminal, or hide, as a visible sign: ESC becomes `␛` (`\x1b` in ASCII),
 * a bidi override `\u202e`. A tab becomes four spaces. With `ascii` nothing but printable ASCII is left.
 */
export function visible(text: string, ascii = false): string {
  const shown = text.replace(VARIATIONS, '').replace(UNSAFE, (character) => signOf(character, ascii));
  return ascii ? fold(shown) : shown;
}

/** Leaves out what cannot be seen and turns white space into single spaces: for labels in XML and other short places. */
export function label(text: string): string {
  return text.replace(VARIATIONS, '').replace(/\s+/g, ' ').replace(UNSAFE, '').trim();
}

/** Writes the same characters as `\u` escapes; inside a JSON string this changes no value. */
export function escapeInJson(json: string): string {
  return json.replace(UNSAFE, (character) => (character === '\n' ? character : escapeUnits(character)));
}

/** Applies `clean` to every string of a plain value, keys left alone. */
export function cleanStrings<T>(value: T, clean: (text: string) => string): T {
  return cleanUnknown(value, clean) as T;
}

function cleanUnknown(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((item) => cleanUnknown(item, clean));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanUnknown(item, clean)]));
}

function signOf(character: string, ascii: boolean): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\t') return '    ';
  if (code >= 0xd800 && code <= 0xdfff) return ascii ? '?' : '\ufffd';
  if (ascii || code > 0x7f) return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : escapeUnits(character);
  return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '?');
}
