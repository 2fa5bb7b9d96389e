// HTML as values: what is written in a template is markup, whatever is put into one is text unless it is markup itself.

/** A finished piece of HTML: made by `html` and `trusted` only, so that no text gets in unescaped. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: nothing (null, false), text, numbers, markup, and lists of these. */
export type Content = Markup | string | number | null | false | readonly Content[];

/** A template whose values are escaped, fit for text and for attributes in double quotes. */
export function html(pieces: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = pieces[0] ?? '';
  values.forEach((value, at) => {
    text += written(value) + (pieces[at + 1] ?? '');
  });
  return new Markup(text);
}

/** Markup that a library has made and escaped. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function written(value: Content): string {
  if (value === null || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string') return value.replace(SPECIAL, (found) => ENTITIES[found] ?? '');
  return typeof value === 'number' ? String(value) : value.map(written).join('');
}

const SPECIAL = /[&<>"']/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
