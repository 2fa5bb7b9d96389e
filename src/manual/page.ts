// What is written about a command: read from its definition, shown as a page of the docs and in the man page.

/** A command, or the program itself. */
export interface Page {
  readonly name: string;
  /** One line. */
  readonly says: string;
  /** How it is called, without the program's name. */
  readonly usage: string;
  readonly arguments: readonly Entry[];
  readonly options: readonly Entry[];
  /** What its help says behind the options. */
  readonly notes: readonly Note[];
}

/** An argument or option, as help shows it. */
export interface Entry {
  readonly term: string;
  readonly says: string;
}

/** A paragraph, or lines to be shown as they are. */
export interface Note {
  readonly kind: 'text' | 'code';
  readonly lines: readonly string[];
}

/** Splits the text behind the options: blank lines part paragraphs, indented lines are code. */
export function parseNotes(text: string): readonly Note[] {
  const notes: { kind: Note['kind']; lines: string[] }[] = [];
  let open = false;
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      open = false;
      continue;
    }
    const kind = /^\s/u.test(line) ? 'code' : 'text';
    const last = notes.at(-1);
    if (open && last?.kind === kind) last.lines.push(line.trim());
    else notes.push({ kind, lines: [line.trim()] });
    open = true;
  }
  return notes;
}
