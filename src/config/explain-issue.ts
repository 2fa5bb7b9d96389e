// Says in plain words what a value of a config file should have been.
import { type Document, isScalar } from 'yaml';
import { z } from 'zod';
import { didYouMean } from './nearest.js';
import { type ProblemCode, quoted } from './problem.js';
import { type Path, pathText, type Spot, spotAt } from './yaml-positions.js';

/** A file while its mistakes are explained. */
export interface Source {
  readonly doc: Document;
  readonly text: string;
  /** The file's content as plain values. */
  readonly plain: unknown;
  readonly schema: z.ZodType;
}

/** One explained mistake; `offset` is where in the text it is. */
export interface Explained {
  readonly offset: number;
  readonly code: ProblemCode;
  readonly says: string;
}

type Issue = z.core.$ZodIssue;

/** Explains one issue of the validator: several mistakes when it holds several unknown keys. */
export function explainIssue(issue: Issue, source: Source): Explained[] {
  const spot = spotAt(source.doc, issue.path);
  const where = issue.path.length === 0 ? '' : `${pathText(issue.path)}: `;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, issue.path, source));
  if (issue.code === 'invalid_type') {
    const { code, says } = wrongType(issue, spot, source);
    return [{ offset: spot.offset, code, says: where + says }];
  }
  return [{ offset: spot.offset, code: 'config.wrong-value', says: where + wrongValue(issue, source) }];
}

function unknownKey(key: string, path: Path, source: Source): Explained {
  const known = Object.keys(describedAt(source.schema, path)?.properties ?? {});
  const suggestion = didYouMean(key, known) || `; expected one of ${known.join(', ')}`;
  const where = path.length === 0 ? '' : `${pathText(path)}: `;
  const offset = spotAt(source.doc, [...path, key]).keyOffset;
  return { offset, code: 'config.unknown-key', says: `${where}unknown key ${quoted(key)}${suggestion}` };
}

type WrongType = Extract<Issue, { code: 'invalid_type' }>;

function wrongType(issue: WrongType, spot: Spot, source: Source): Omit<Explained, 'offset'> {
  const found = valueAt(source.plain, issue.path);
  const expected = EXPECTED[issue.expected] ?? issue.expected;
  const described = describedAt(source.schema, issue.path)?.description;
  const meaning = described === undefined ? '' : ` (${described})`;
  if (found === undefined) return { code: 'config.missing-key', says: `missing; expected ${expected}${meaning}` };
  const written = isScalar(spot.node) ? writtenAs(spot, source.text) : '';
  if (issue.expected === 'string' && written !== '') {
    return { code: 'config.wrong-type', says: `YAML reads this as ${nameOf(found)}; quote it: '${written}'` };
  }
  return { code: 'config.wrong-type', says: `expected ${expected}, found ${nameOf(found)}${meaning}` };
}

function wrongValue(issue: Issue, source: Source): string {
  const found = valueAt(source.plain, issue.path);
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const suggestion = typeof found === 'string' ? didYouMean(found, values) : '';
    return `expected one of ${values.join(', ')}, found ${nameOf(found)}${suggestion}`;
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'array') return 'expected at least one entry';
    if (issue.origin === 'string') return 'expected some text, found an empty one';
    return `expected ${issue.inclusive === true ? 'at least' : 'more than'} ${issue.minimum}, found ${nameOf(found)}`;
  }
  if (issue.code === 'too_big') {
    return `expected at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : `, found ${nameOf(found)}`}`;
  }
  // The schema's own sentences say what was expected; what was found is added where it fits on the line.
  return typeof found === 'string' ? `${issue.message}; found ${quoted(found)}` : issue.message;
}

const EXPECTED: Readonly<Record<string, string>> = {
  object: 'a mapping of keys',
  array: "a list, such as ['a', 'b']",
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return `the text ${quoted(value)}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `the number ${value}`;
  return typeof value === 'boolean' ? `the truth value ${value}` : 'a mapping of keys';
}

function writtenAs(spot: Spot, text: string): string {
  const range = spot.node?.range;
  return range ? quoted(text.slice(range[0], range[1])).slice(1, -1) : '';
}

function valueAt(plain: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    plain,
  );
}

// The exported JSON Schema already holds, by path, the keys and the descriptions that people see in their editor.
type Schema = z.core.JSONSchema.BaseSchema;

function describedAt(schema: z.ZodType, path: Path): Schema | undefined {
  let node: Schema | undefined = z.toJSONSchema(schema, { io: 'input' });
  for (const step of path) {
    const next: Schema['items'] = typeof step === 'number' ? node?.items : node?.properties?.[String(step)];
    node = typeof next === 'object' && !Array.isArray(next) ? next : undefined;
  }
  return node;
}
