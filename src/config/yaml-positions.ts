// Finds where in a YAML file a key or value was written.
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

/** Keys and list numbers that lead to a value, such as `['downstream', 0, 'base']`. */
export type Path = readonly PropertyKey[];

/** Line and column, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a path leads in a document. */
export interface Spot {
  /** The value's node; null when the path ends before it. */
  readonly node: Node | null;
  /** Start of the value, or of the last part of the path that exists. */
  readonly offset: number;
  /** Start of its key, or `offset` where there is none. */
  readonly keyOffset: number;
}

/** Follows a path through a document, through aliases too, as far as it goes. */
export function spotAt(doc: Document, path: Path): Spot {
  let spot: Spot = { node: doc.contents, offset: startOf(doc.contents, 0), keyOffset: startOf(doc.contents, 0) };
  for (const step of path) {
    const next = stepInto(doc, spot, step);
    if (next === null) return { ...spot, node: null, offset: spot.keyOffset };
    spot = next;
  }
  return spot;
}

/** Line and column of an offset. */
export function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** A path as people write it: `downstream[0].base`; '' for the whole file. */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./u, '');
}

function stepInto(doc: Document, from: Spot, step: PropertyKey): Spot | null {
  const node = isAlias(from.node) ? from.node.resolve(doc) : from.node;
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    const offset = startOf(item, from.offset);
    return isNode(item) ? { node: item, offset, keyOffset: offset } : null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
  if (pair === undefined) return null;
  const keyOffset = startOf(pair.key, from.offset);
  return { node: isNode(pair.value) ? pair.value : null, offset: startOf(pair.value, keyOffset), keyOffset };
}

function startOf(node: unknown, otherwise: number): number {
  return (isNode(node) ? node.range?.[0] : undefined) ?? otherwise;
}
