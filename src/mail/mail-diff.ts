// The diff in a mail's text, with repairs for what mailers do to it: wrapped lines, hard blanks, plain `---`/`+++` headers.

/** Cuts a mail's text into the words before the diff and the diff, repaired; null when there is no diff. */
export function splitDiff(text: string): { words: string; diff: string } | null {
  const lines = text.split('\n');
  const first = lines.findIndex((line, at) => startsDiff(line, lines[at + 1] ?? ''));
  if (first < 0) return null;
  // `---` ends the message; what stands between it and the diff is for the reader of the mail.
  const end = lines.slice(0, first).findIndex((line) => /^---\s*$/.test(line));
  const words = lines.slice(0, end < 0 ? first : end).join('\n');
  const diff = repair(lines.slice(first));
  return diff.some(
    (line) => line.startsWith('@@ ') || /^(?:rename|new file|deleted|old mode|GIT binary|Binary)/.test(line),
  )
    ? { words, diff: `${diff.join('\n')}\n` }
    : null;
}

function startsDiff(line: string, next: string): boolean {
  return line.startsWith('diff --git ') || /^Index: \S/.test(line) || (/^--- \S/.test(line) && /^\+\+\+ \S/.test(next));
}

/** Lines of one hunk that a mailer may have broken into two, at most in a row. */
const MOST_JOINED = 4;

/** Gives every file a `diff --git` line and puts wrapped lines of hunks together again. */
function repair(lines: readonly string[]): string[] {
  const whole: string[] = [];
  let left = { old: 0, new: 0 };
  let joined = 0;
  let headed = false;
  lines.forEach((raw, at) => {
    const line = raw.replaceAll('\u00a0', ' ');
    const inside = left.old > 0 || left.new > 0;
    if (inside && !/^[-+ \\]/.test(line) && line !== '' && joined < MOST_JOINED) {
      // A line of a hunk begins with a sign: this one is the rest of the line above.
      joined += 1;
      whole.push(`${whole.pop() ?? ''} ${line}`);
      return;
    }
    joined = 0;
    if (inside) left = after(line, left);
    else if (line.startsWith('diff --git ')) headed = true;
    else if (/^--- \S/.test(line) && /^\+\+\+ \S/.test(lines[at + 1] ?? '')) {
      if (!headed) whole.push(...headerFor(line, lines[at + 1] ?? ''));
      headed = false;
    }
    whole.push(inside || !/^(?:---|\+\+\+) \S/.test(line) ? line : line.replace(/\t.*$/, ''));
    left = rangeOf(line) ?? left;
  });
  return whole;
}

function headerFor(oldLine: string, newLine: string): string[] {
  const [before, behind] = [nameIn(oldLine), nameIn(newLine)];
  const name = behind === '/dev/null' ? before : behind;
  return [`diff --git ${name} ${name}`];
}

function nameIn(line: string): string {
  return line.slice('--- '.length).replace(/\t.*$/, '').trim();
}

function rangeOf(line: string): { old: number; new: number } | null {
  const [, old = '1', fresh = '1', found] = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? (@)@/.exec(line) ?? [];
  return found === undefined ? null : { old: Number(old), new: Number(fresh) };
}

function after(line: string, left: { old: number; new: number }): { old: number; new: number } {
  if (line.startsWith('\\')) return left;
  const onlyNew = line.startsWith('+');
  const onlyOld = line.startsWith('-');
  return { old: left.old - (onlyNew ? 0 : 1), new: left.new - (onlyOld ? 0 : 1) };
}
