// Turns the text of a config file into its written form, or into a list of mistakes with their places.
import { type Document, isAlias, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { z } from 'zod';
import { explainIssue } from './explain-issue.js';
import { type Problem, type ProblemCode, printable, quoted } from './problem.js';
import { type Path, pathText, positionAt, spotAt } from './yaml-positions.js';

/** A parsed file: `value` is null when there are problems. */
export interface Parsed<T> {
  readonly file: string;
  readonly value: T | null;
  readonly problems: readonly Problem[];
  /** Makes a problem at a path of this file. */
  readonly problemAt: (path: Path, code: ProblemCode, says: string) => Problem;
}

// Far more than a person repeats by hand, far less than a file made to exhaust memory.
const MAX_ALIASES = 100;

/** Parses and validates. `file` is used for messages only. Throws nothing. */
export function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>): Parsed<T> {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problem = (offset: number, code: ProblemCode, says: string): Problem => ({
    file,
    code,
    says,
    ...positionAt(lines, offset),
  });
  const problemAt = (path: Path, code: ProblemCode, says: string): Problem =>
    problem(spotAt(doc, path).offset, code, path.length === 0 ? says : `${pathText(path)}: ${says}`);
  const failed = (problems: readonly Problem[]): Parsed<T> => ({ file, value: null, problems, problemAt });

  const broken = syntaxErrors(doc).map((error) => explainSyntax(error, text, problem));
  if (broken.length > 0) return failed(broken);
  const odd = oddNodes(doc, problem);
  if (odd.length > 0) return failed(odd);
  const plain = toPlain(doc);
  if (plain === TOO_MANY_ALIASES) {
    return failed([problem(0, 'config.syntax', `aliases (*name) repeat too much; at most ${MAX_ALIASES} are read`)]);
  }
  const result = schema.safeParse(plain);
  if (result.success) return { file, value: result.data, problems: [], problemAt };
  const source = { doc, text, plain, schema };
  return failed(
    result.error.issues.flatMap((issue) =>
      explainIssue(issue, source).map(({ offset, code, says }) => problem(offset, code, says)),
    ),
  );
}

// Behind the first place where the parser lost its way, nothing it says can be relied on.
function syntaxErrors(doc: Document): YAMLError[] {
  const lost = doc.errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  return lost === undefined ? [...doc.errors, ...doc.warnings] : [lost];
}

type MakeProblem = (offset: number, code: ProblemCode, says: string) => Problem;

function explainSyntax(error: YAMLError, text: string, problem: MakeProblem): Problem {
  const [start, end] = error.pos;
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[\w-]+/u.exec(text.slice(start))?.[0] ?? text.slice(start, end);
    return problem(start, 'config.duplicate-key', `key ${quoted(key)} is written twice; keep one`);
  }
  if (error.code === 'TAG_RESOLVE_FAILED') {
    const tag = text.slice(start, end);
    return problem(start, 'config.syntax', `${quoted(tag)} is read as a YAML tag; quote texts that begin with '!'`);
  }
  if (error.code === 'MULTIPLE_DOCS') return problem(start, 'config.syntax', "expected one document; remove the '---'");
  if (text.slice(start - 1, start + 1) === '${') {
    return problem(start - 1, 'config.syntax', "quote texts with '${' in them inside [ ] and { }");
  }
  return problem(start, 'config.syntax', `not valid YAML: ${printable(error.message.slice(0, 200))}`);
}

// What YAML allows and a config file has no use for: aliases without an anchor, and keys that are not text.
function oddNodes(doc: Document, problem: MakeProblem): Problem[] {
  const found: Problem[] = [];
  const offsetOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
  visit(doc, {
    Alias: (_, alias) => {
      if (alias.resolve(doc) !== undefined) return;
      const says = `${quoted(`*${alias.source}`)} is read as a YAML alias; quote texts that begin with '*'`;
      found.push(problem(offsetOf(alias), 'config.syntax', says));
    },
    Pair: (_, { key }) => {
      if (isScalar(key) || isAlias(key)) return;
      found.push(problem(offsetOf(key), 'config.syntax', 'expected a plain word as key'));
    },
  });
  return found;
}

const TOO_MANY_ALIASES = Symbol('too many aliases');

function toPlain(doc: Document): unknown {
  try {
    // An empty file has no contents at all; it is an empty mapping to its reader.
    return doc.contents === null ? {} : doc.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    if (error instanceof ReferenceError) return TOO_MANY_ALIASES;
    throw error;
  }
}
