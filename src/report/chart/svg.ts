// Pieces of SVG as text, with every value escaped.

/** A finished piece of SVG: made by `element` only, so that nothing gets in unescaped. */
export interface Svg {
  readonly svg: string;
}

/** One element; numbers are rounded to a hundredth, which no eye tells apart. Strings among the children are text. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly (Svg | string)[] = [],
): Svg {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeXml(typeof value === 'number' ? String(rounded(value)) : value)}"`,
  );
  const content = children.map((child) => (typeof child === 'string' ? escapeXml(child) : child.svg)).join('');
  return { svg: content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>` };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
