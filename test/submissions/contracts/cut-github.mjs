// Cuts GitHub's published OpenAPI description (package @octokit/openapi, MIT) down to the paths that are asked here:
//   node cut-github.mjs api.github.com.json > github.json
import { readFileSync } from 'node:fs';

const PATHS = [
  '/repos/{owner}/{repo}/pulls',
  '/repos/{owner}/{repo}/pulls/{pull_number}',
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews',
  '/repos/{owner}/{repo}/issues/{issue_number}/comments',
  '/repos/{owner}/{repo}/commits/{commit_sha}/pulls',
  '/repos/{owner}/{repo}/commits/{ref}/check-runs',
  '/search/issues',
];

const whole = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const paths = Object.fromEntries(PATHS.map((path) => [path, { get: whole.paths[path].get }]));
const components = {};
for (let waiting = refsIn(paths); waiting.length > 0; ) {
  const found = waiting.filter(([kind, name]) => components[kind]?.[name] === undefined);
  for (const [kind, name] of found) {
    components[kind] ??= {};
    components[kind][name] = lean(whole.components[kind][name]);
  }
  waiting = found.flatMap(([kind, name]) => refsIn(components[kind][name]));
}
const { openapi, info } = whole;
process.stdout.write(
  `${JSON.stringify({ openapi, info: { ...info, description: '' }, servers: [{ url: '/' }], paths: lean(paths), components })}\n`,
);

function refsIn(value) {
  return [...JSON.stringify(lean(value)).matchAll(/"#\/components\/([^/"]+)\/([^"]+)"/g)].map((found) => [
    found[1],
    found[2],
  ]);
}

/** Examples and words are most of it, and check nothing. */
function lean(value) {
  if (Array.isArray(value)) return value.map(lean);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) =>
      !(['example', 'examples', 'description'].includes(key) && typeof inner !== 'boolean' && !isSchema(value, key)),
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, lean(inner)]));
}

/** A property may be called `description`: then it stands among other schemas. */
function isSchema(owner, key) {
  const inner = owner[key];
  return (
    inner !== null &&
    typeof inner === 'object' &&
    ('type' in inner || '$ref' in inner || 'anyOf' in inner || 'allOf' in inner || 'oneOf' in inner)
  );
}
