// Edits of text for stories: each says what it looks for, and fails when it is not there exactly once.
import type { TextEdit } from './change.js';

/** Puts `now` in the place of `old`. */
export function replace(old: string, now: string): TextEdit {
  return (text) => {
    const at = placeOf(text, old);
    return text.slice(0, at) + now + text.slice(at + old.length);
  };
}

/** Puts `added` behind `anchor`. */
export function after(anchor: string, added: string): TextEdit {
  return replace(anchor, anchor + added);
}

/** Puts `added` before `anchor`. */
export function before(anchor: string, added: string): TextEdit {
  return replace(anchor, added + anchor);
}

/** Puts `added` at the end of the file. */
export function append(added: string): TextEdit {
  return (text) => text + added;
}

/** Puts `added` at the top of the file. */
export function prepend(added: string): TextEdit {
  return (text) => added + text;
}

/** Puts `now` in the place of every `old`: a word renamed throughout. */
export function replaceAll(old: string, now: string): TextEdit {
  return (text) => {
    if (!text.includes(old)) throw new Error(`text to edit not found: ${JSON.stringify(old)}`);
    return text.replaceAll(old, () => now);
  };
}

/** Several edits, one after the other. */
export function all(...edits: readonly TextEdit[]): TextEdit {
  return (text) => edits.reduce((edited, edit) => edit(edited), text);
}

function placeOf(text: string, wanted: string): number {
  const at = text.indexOf(wanted);
  if (at < 0) throw new Error(`text to edit not found: ${JSON.stringify(wanted)}`);
  if (text.includes(wanted, at + 1)) throw new Error(`text to edit found more than once: ${JSON.stringify(wanted)}`);
  return at;
}
