// Text from repositories inside GitHub-flavoured markdown: it looks as it was written and does nothing.

/** Text anywhere in a line or a table cell: no markup, link, mention, issue reference or cell border comes of it. */
export function text(words: string): string {
  return words
    .replace(TROUBLE, (found) => ENTITIES[found] ?? (BROKEN.test(found) ? `${found}${BREAK}` : `\\${found}`))
    .replace(/^(\s*)([#+=-])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** Text in the type of code; safe in tables, where a pipe ends the cell even between backticks. */
export function code(words: string): string {
  if (words === '') return '';
  return /^[\w./+:=, -]+$/.test(words) && words.trim() === words ? `\`${words}\`` : `<code>${text(words)}</code>`;
}

/** Text inside a fenced block, whose fence is longer than any run of backticks in it. */
export function fence(lines: readonly string[], language: string): readonly string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const marks = '`'.repeat(longest + 1);
  return [`${marks}${language}`, ...lines, marks];
}

/** A table with its head, of cells that are escaped already; columns named in `right` are figures. */
export function table(
  head: readonly string[],
  right: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  return [
    tableRow(head),
    tableRow(head.map((name) => (right.includes(name) ? '---:' : '---'))),
    ...rows.map((row) => tableRow(row)),
  ];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Markup, cell borders, mentions, issue references, addresses. A sign that ends the text counts too: what follows it may begin with a name. */
const TROUBLE = /[&<>|\\`*_[\]~$]|:(?=\/\/)|[@#](?=[\w.-]|$)|\b(?:www(?=\.)|(?:xmpp|mailto)(?=:))/gi;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  ':': '&#58;',
};

/** What GitHub looks for in the finished text, where an entity would not help: a space without width parts it. */
const BROKEN = /^(?:[@#]|www|xmpp|mailto)$/i;
const BREAK = '&#8203;';
