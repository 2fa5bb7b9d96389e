// The walls of the house (docs/ARCHITECTURE.md), checked on every source file. Each failure says what to do.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

interface Room {
  /** Other rooms it may import. */
  readonly rooms: readonly string[];
  /** Node modules (`node:`) and packages it may import. */
  readonly outside?: readonly string[];
  /** What somebody who wants to import something else should do. */
  readonly instead: string;
}

const PURE =
  'keep it a function of its arguments: let a room that may touch the world read the data, and take it as an argument';
const GIT = 'add a function to src/git for what git should be asked, and call that';
const FILES = ['node:fs', 'node:fs/promises', 'node:os', 'node:path', 'node:url'];
const FLOW_PARTS = [
  'delta',
  'downstream',
  'errors',
  'gather',
  'git',
  'match',
  'model',
  'patch',
  'search',
  'trend',
  'upstream',
  'verdict',
];

/** What each room may import beside itself. `flow` is the files named in FLOW below. */
const ROOMS: Readonly<Record<string, Room>> = {
  model: { rooms: [], instead: 'the nouns stand alone: move what needs more into the room that uses it' },
  errors: { rooms: [], instead: 'everything may fail with it, so it needs nothing' },
  patch: { rooms: ['model'], outside: ['picomatch'], instead: PURE },
  search: { rooms: ['model', 'patch'], instead: PURE },
  match: { rooms: ['model', 'patch'], instead: PURE },
  verdict: { rooms: ['model', 'patch'], instead: PURE },
  delta: { rooms: ['model', 'patch'], instead: PURE },
  report: {
    rooms: ['model'],
    outside: [
      'badge-maker',
      'cli-table3',
      'd3-array',
      'd3-scale',
      'd3-shape',
      'string-width',
      'zod',
      // Digests of a page's style and script for its Content-Security-Policy; a diff's lines.
      'node:crypto',
      'diff2html',
      'diff2html/lib/types.js',
    ],
    instead: 'a format is a pure function of the report to a string: add what it shows to src/model/report.ts',
  },
  mail: {
    rooms: ['model', 'patch'],
    outside: ['postal-mime'],
    instead: 'this room makes mails and patches of bytes: let the rooms that read archives and mailboxes fetch them',
  },
  trend: { rooms: ['model', 'report'], instead: PURE },
  ci: {
    rooms: ['gate', 'model', 'report'],
    outside: ['zod'],
    instead: 'what a job says is a pure function of reports: let the command read and write',
  },
  github: {
    rooms: ['errors'],
    outside: ['@octokit/rest'],
    instead: 'this room only speaks with GitHub: let others say what',
  },
  gate: {
    rooms: ['model', 'report'],
    outside: ['fast-xml-builder', 'sarif', 'zod'],
    instead: 'a rule is a pure function of the report: let a command read what else it needs',
  },
  plan: { rooms: ['model'], instead: PURE },
  forecast: { rooms: ['model', 'patch'], instead: PURE },
  fixes: { rooms: ['model', 'patch'], instead: PURE },
  git: {
    rooms: ['errors', 'patch'],
    outside: [...FILES, 'node:child_process', 'node:crypto', 'node:events', 'node:stream', 'node:zlib', 'simple-git'],
    instead: 'this room only asks git: let the caller decide what the answers mean',
  },
  contacts: {
    rooms: ['errors', 'flow', 'git', 'model', 'patch', 'search'],
    instead: 'contacts are read off what tracking found: add to the flow what else they need',
  },
  submissions: {
    rooms: ['errors', 'git', 'mail', 'match', 'model', 'patch', 'search', 'store'],
    outside: [
      ...FILES,
      'node:child_process',
      'node:crypto',
      '@octokit/plugin-retry',
      '@octokit/plugin-throttling',
      '@octokit/rest',
      'bottleneck',
      'zod',
    ],
    instead: 'a source answers in the words of src/model/submission.ts: what that means is for the verdict to say',
  },
  downstream: { rooms: ['errors', 'git', 'mail', 'model', 'patch'], outside: [...FILES, 'node:crypto'], instead: GIT },
  upstream: { rooms: ['errors', 'git', 'model', 'patch'], outside: FILES, instead: GIT },
  gather: {
    rooms: ['downstream', 'errors', 'forecast', 'git', 'match', 'model', 'patch', 'search', 'upstream', 'verdict'],
    instead: 'this room joins what git says with the pure rooms: put rules into those, reading into src/git',
  },
  config: {
    rooms: ['errors', 'model', 'patch'],
    outside: [...FILES, 'node:crypto', 'yaml', 'zod'],
    instead: 'config only reads files: let commands join it with the rest',
  },
  sync: { rooms: ['errors', 'git', 'model', 'store'], outside: FILES, instead: GIT },
  store: {
    rooms: ['errors', 'flow', 'gather', 'git', 'model'],
    outside: [...FILES, 'node:crypto', 'node:timers/promises', 'node:v8', 'pg'],
    instead: 'the store keeps what it is given: let the flow hand it over',
  },
  fleet: {
    rooms: ['config', 'delta', 'errors', 'flow', 'gather', 'model', 'store', 'sync', 'trend'],
    outside: [...FILES, 'node:crypto', 'pg-boss'],
    instead: 'a worker only takes jobs and leaves results: tracking is the flow, keeping is the store',
  },
  flow: { rooms: FLOW_PARTS, instead: 'clock, progress, cache and network come as arguments (TrackOptions)' },
  next: {
    rooms: ['downstream', 'errors', 'fixes', 'flow', 'forecast', 'gather', 'git', 'model', 'patch', 'plan'],
    instead:
      'this room goes on from an investigation: put rules into plan, forecast and fixes, asking git into src/git',
  },
  doctor: {
    rooms: ['errors', 'flow', 'gather', 'git', 'model', 'sync'],
    outside: FILES,
    instead: GIT,
  },
  manual: { rooms: [], instead: PURE },
  demo: { rooms: ['errors', 'git'], outside: [...FILES, 'node:crypto'], instead: 'a story only tells a history' },
  bench: {
    rooms: ['errors', 'git', 'model', 'report'],
    outside: [...FILES, 'node:child_process', '@commander-js/extra-typings', 'd3-scale', 'd3-shape', 'yaml', 'zod'],
    instead: 'the benchmark measures the command line from outside: start it as a user does',
  },
  accuracy: {
    rooms: ['bench', 'config', 'errors', 'flow', 'git', 'model', 'patch', 'report'],
    outside: [...FILES, '@commander-js/extra-typings', 'd3-scale', 'yaml', 'zod'],
    instead:
      'accuracy is measured from outside, with what a user gets: rules and thresholds belong to the rooms of the flow',
  },
  commands: {
    rooms: [
      'ci',
      'config',
      'contacts',
      'demo',
      'doctor',
      'errors',
      'fleet',
      'flow',
      'gate',
      'git',
      'github',
      'manual',
      'model',
      'next',
      'report',
      'store',
      'submissions',
      'sync',
      'trend',
    ],
    outside: [
      ...FILES,
      'node:crypto',
      'node:tty',
      'node:util',
      '@bomb.sh/tab',
      '@commander-js/extra-typings',
      'nanospinner',
    ],
    instead: 'a command joins config, flow and report: put the work into the room it belongs to',
  },
  cli: { rooms: ['commands'], outside: ['node:fs', 'node:v8'], instead: 'add a command in src/commands' },
  index: {
    rooms: ['config', 'errors', 'flow', 'model', 'next', 'report', 'store'],
    instead: 'the public API is what these rooms export',
  },
};
const FLOW = ['track', 'investigate', 'explain', 'deepen', 'replay', 'replay-points'];
const PURE_ROOMS = [
  'model',
  'errors',
  'patch',
  'mail',
  'search',
  'match',
  'verdict',
  'delta',
  'report',
  'trend',
  'gate',
  'ci',
  'manual',
  'plan',
  'forecast',
  'fixes',
];
const MOST_LINES = 250;

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map((path) => {
    const text = readFileSync(join(SRC, path), 'utf8');
    return { path, text, room: roomOf(path), lines: text.split('\n'), imports: importsOf(text) };
  });

test('every file has a room in the table above', () => {
  const homeless = files.filter(({ room }) => !ROOMS[room]).map(({ path }) => path);
  expect(homeless, 'add the new room to ROOMS and to docs/ARCHITECTURE.md, with the fewest walls broken').toEqual([]);
});

test.each(Object.entries(ROOMS))('%s imports only what it may', (name, { rooms, outside = [], instead }) => {
  const allowed = new Set([name, ...rooms, ...outside]);
  const offences = files
    .filter(({ room }) => room === name)
    .flatMap(({ path, imports }) => imports.map((target) => ({ path, target, what: targetOf(path, target) })))
    .filter(({ what }) => !allowed.has(what))
    .map(({ path, target }) => `src/${path} imports ${target}: ${instead}`);
  expect(offences).toEqual([]);
});

test('rooms do not import each other in a circle', () => {
  const edges = new Map(Object.keys(ROOMS).map((name) => [name, new Set<string>()]));
  for (const { path, room, imports } of files) {
    for (const what of imports.map((target) => targetOf(path, target))) if (what !== room) edges.get(room)?.add(what);
  }
  // Rooms that need nothing but rooms already taken away are taken away, until only circles are left.
  const left = new Set(edges.keys());
  const isFree = (name: string) => ![...(edges.get(name) ?? [])].some((other) => left.has(other));
  for (let free = [...left].filter(isFree); free.length > 0; free = [...left].filter(isFree))
    for (const name of free) left.delete(name);
  expect([...left], 'move what both sides need into the lower room, or into src/model').toEqual([]);
});

test('pure rooms have no clock, no chance, no process and no console', () => {
  const impure = /\b(?:Date\.now|Math\.random|process\.|console\.|setTimeout|setInterval|fetch\()|new Date\(\)/;
  expect(
    linesOf((room) => PURE_ROOMS.includes(room), impure),
    PURE,
  ).toEqual([]);
});

test('only src/cli.ts sets the exit code; only a second signal ends the process at once', () => {
  const instead = 'throw a LandfallError, or call world.end: src/cli.ts makes an exit code of it';
  expect(
    linesOf((room) => room !== 'cli', /process\.exitCode\s*=/),
    instead,
  ).toEqual([]);
  const ending = files.filter(({ text }) => text.includes('process.exit(')).map(({ path }) => path);
  expect(ending, instead).toEqual(['commands/interrupt.ts']);
});

test('only src/git and the benchmark start processes, and one file asks gh for its token', () => {
  const starting = files.filter(({ imports }) => imports.some((target) => /child_process|^simple-git$/.test(target)));
  const others = starting.filter(({ path }) => path !== 'submissions/github/token.ts');
  expect([...new Set(others.map(({ room }) => room))].sort(), GIT).toEqual(['bench', 'git']);
});

test('an index.ts is a list: it re-exports, and registers', () => {
  const working = files
    .filter(({ path }) => posix.basename(path) === 'index.ts')
    .filter(({ text }) => /^(?:export )?(?:async )?(?:function|class|let)\b|^\s+(?:if|for|return)\b/m.test(text));
  expect(
    working.map(({ path }) => path),
    'move the work into a file named for it, and re-export that',
  ).toEqual([]);
});

test(`no file is longer than ${MOST_LINES} lines`, () => {
  const long = files.filter(({ lines }) => lines.length - 1 > MOST_LINES);
  expect(
    long.map(({ path, lines }) => `src/${path}: ${lines.length - 1}`),
    'split it by what its parts are for',
  ).toEqual([]);
});

test('line 1 says what a file is for', () => {
  const silent = files.filter(
    ({ lines }) => !/^\/\/ .{20}/.test((lines[0]?.startsWith('#!') ? lines[1] : lines[0]) ?? ''),
  );
  expect(
    silent.map(({ path }) => path),
    'begin the file with a comment of one sentence',
  ).toEqual([]);
});

test('every exported function, class and constant says what it does', () => {
  // Types may speak through their names and fields; a registry through line 1; an Option of the command line through its help.
  const exported =
    /^export (?:default )?(?:async )?(?:function\*?|abstract class|class|const)\s+(\w+)\b(?! = new Option\()/;
  const silent = files
    .filter(({ path }) => posix.basename(path) !== 'index.ts')
    .flatMap(({ path, lines }) =>
      lines
        .map((line, at) => ({ name: exported.exec(line)?.[1], before: lines[at - 1] ?? '' }))
        .filter(({ name, before }) => name !== undefined && !before.trimEnd().endsWith('*/'))
        .map(({ name }) => `src/${path}: ${name}`),
    );
  expect(silent, 'put one sentence in /** */ above it: shapes, units, errors').toEqual([]);
});

test('no folder or file is a drawer for anything', () => {
  const drawers = files.filter(({ path }) => /(?:^|\/)(?:utils?|helpers?|common|misc|manager)\b/.test(path));
  expect(
    drawers.map(({ path }) => path),
    'name it for the one thing it does',
  ).toEqual([]);
});

function roomOf(path: string): string {
  const slash = path.indexOf('/');
  const name = slash < 0 ? path.replace(/\.[jt]s$/, '') : path.slice(0, slash);
  return FLOW.includes(name) ? 'flow' : name;
}

/** Every module that a file names, for types too. */
function importsOf(text: string): string[] {
  const named = text.matchAll(/^(?:import|export)\b[^;'"]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm);
  return [...named].map((found) => found[1] ?? found[2] ?? found[3] ?? '');
}

/** The room an import leads to, or the module as it is named. */
function targetOf(path: string, target: string): string {
  return target.startsWith('.') ? roomOf(posix.normalize(posix.join(dirname(path), target))) : target;
}

function linesOf(inRoom: (room: string) => boolean, pattern: RegExp): string[] {
  return files
    .filter(({ room }) => inRoom(room))
    .flatMap(({ path, lines }) =>
      lines.flatMap((line, at) =>
        pattern.test(line.replace(/^\s*(?:\/\/|\/?\*).*|\s\/\/ .*$/, ''))
          ? [`src/${path}:${at + 1}: ${line.trim()}`]
          : [],
      ),
    );
}
