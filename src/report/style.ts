// The colours of the product: what is styled has a meaning, and the caller of a renderer knows how to paint it.

/** What each style looks like, in the words of Node's `util.styleText`: the shell paints with `styleText(PALETTE[style], text)`. */
export const PALETTE = {
  title: 'bold',
  dim: 'gray',
  id: 'yellow',
  good: 'green',
  info: 'cyan',
  warn: 'magenta',
  bad: 'red',
} as const;

/** The meanings a text can be styled with. */
export type Style = keyof typeof PALETTE;

/** Puts a style on a text, which holds no control characters; it may only add what takes no columns. */
export type Paint = (style: Style, text: string) => string;
