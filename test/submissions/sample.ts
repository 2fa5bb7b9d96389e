// A value that a JSON schema of an OpenAPI description allows, with the fields a test cares about laid over it.
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly nullable?: boolean;
  readonly format?: string;
}

interface Description {
  readonly paths: Readonly<Record<string, { get: { responses: Readonly<Record<string, Response>> } }>>;
  readonly components: { readonly responses?: Readonly<Record<string, Response>> };
}

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { schema: Schema }>>;
}

/** The smallest answer to `GET path` that the description allows; for a list, one element of it. */
export function sampleOf(description: unknown, path: string): Record<string, unknown> {
  const { paths } = description as Description;
  const content = paths[path]?.get.responses['200']?.content?.['application/json'];
  if (!content) throw new Error(`the description has no ${path}`);
  const schema = resolved(content.schema, description) as Schema & { items?: Schema };
  return valueOf(schema.items ?? schema, description) as Record<string, unknown>;
}

/** Lays `over` on a value, at any depth. */
export function laid(value: unknown, over: unknown): unknown {
  if (!isRecord(value) || !isRecord(over)) return over;
  return {
    ...value,
    ...Object.fromEntries(Object.entries(over).map(([key, inner]) => [key, laid(value[key], inner)])),
  };
}

function valueOf(given: Schema, description: unknown): unknown {
  const schema = resolved(given, description);
  if (schema.nullable || (Array.isArray(schema.type) && schema.type.includes('null'))) return null;
  if (schema.enum) return schema.enum[0];
  if (schema.allOf) return schema.allOf.map((part) => valueOf(part, description)).reduce(laid);
  const one = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (one) return valueOf(one, description);
  if (schema.properties || schema.type === 'object')
    return Object.fromEntries(
      (schema.required ?? []).map((key) => [key, valueOf(schema.properties?.[key] ?? {}, description)]),
    );
  switch (schema.type) {
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return false;
    default:
      return TEXTS[schema.format ?? ''] ?? 'text';
  }
}

const TEXTS: Readonly<Record<string, string>> = {
  'date-time': '2023-01-02T10:00:00Z',
  uri: 'https://example.org/',
  email: 'ann@example.org',
  date: '2023-01-02',
};

function resolved(schema: Schema, description: unknown): Schema {
  if (schema.$ref === undefined) return schema;
  const found = schema.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], description);
  return resolved(found as Schema, description);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
