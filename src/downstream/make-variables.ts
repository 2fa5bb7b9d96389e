// Variables of a package's makefiles, as far as plain text goes: assignments, line continuations, `${NAME}`.
import { decodeText } from '../patch/decode.js';

export interface MakeVariable {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** No package nests names deeper than this; what refers to itself ends here. */
const MOST_EXPANSIONS = 8;

/** Reads the files in order; of several assignments to one name the last counts, `?=` only where there is none yet. */
export function readMakeVariables(files: Iterable<readonly [string, Buffer]>): ReadonlyMap<string, MakeVariable> {
  const variables = new Map<string, MakeVariable>();
  for (const [path, content] of files) {
    logicalLines(decodeText(content)).forEach(({ text, line }) => {
      const [, name, operator, value = ''] = /^\s*(?:export\s+)?([A-Za-z0-9_.-]+)\s*([:?+]?)=\s*(.*)$/.exec(text) ?? [];
      if (name === undefined || operator === '+' || (operator === '?' && variables.has(name))) return;
      variables.set(name, { name, value: value.replace(/(?:^|\s)#.*$/, '').trim(), path, line });
    });
  }
  return variables;
}

/** The value with `${NAME}` and `$(NAME)` filled in; null when one of them is not known. Modifiers (`:S/a/b/`) are not worked out. */
export function expanded(variables: ReadonlyMap<string, MakeVariable>, name: string): string | null {
  let text = variables.get(name)?.value ?? null;
  for (let step = 0; text !== null && text.includes('$') && step < MOST_EXPANSIONS; step++) {
    let known = true;
    text = text.replace(/\$[{(]([A-Za-z0-9_.]+)[})]/g, (_, inner: string) => {
      const value = variables.get(inner)?.value;
      known &&= value !== undefined;
      return value ?? '';
    });
    if (!known) return null;
  }
  return text === null || text === '' || text.includes('$') ? null : text;
}

function logicalLines(text: string): { text: string; line: number }[] {
  const lines: { text: string; line: number }[] = [];
  let open = false;
  text.split('\n').forEach((line, place) => {
    const piece = line.replace(/\\$/, ' ');
    const last = lines.at(-1);
    if (open && last) last.text += piece.trimStart();
    else lines.push({ text: piece, line: place + 1 });
    open = line.endsWith('\\');
  });
  return lines;
}
