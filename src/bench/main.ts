// `npm run bench`: how much longer than git itself Landfall takes, measured on this machine in one run.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { compare, type Comparison } from './compare.js';
import { curvesOf } from './curves.js';
import type { HistorySize } from './history/tell-history.js';
import { readMachine } from './machine.js';
import { pickStack } from './pick-stack.js';
import { performancePage } from './page.js';
import { renderRun } from './render.js';
import { benchRun, benchRunSchema } from './run-json.js';
import { commitSizes, FILES_MOST, filesFor, PATCHES, patchSizes } from './sizes.js';
import { generate, type Subject, type SubjectStack } from './subject.js';

// The interrupt ends the program being measured as well; that failure is what takes the folder away below.
process.once('SIGINT', () => undefined);

const packageFile = new URL('../../package.json', import.meta.url);
const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string };

const program = new Command('npm run bench --').description('Measures Landfall against git, in one run.');

program
  .command('measure', { isDefault: true })
  .description('on one generated history, or on a repository')
  .option('--repo <path>', 'measure on this repository, which holds both sides')
  .option('--upstream <ref>', 'its upstream branch or commit', 'HEAD')
  .option('--branch <ref...>', 'its patch branches')
  .option('--name <name>', 'what the results call it')
  .option('--commits <number>', 'generate this many upstream commits', count, 30_000)
  .option('--files <number>', 'in this many files', count, 2_000)
  .option('--patches <number>', 'and this many patches', count, 100)
  .option('--runs <number>', 'take the medians of this many runs', count, 3)
  .option('--histories <folder>', 'keep what is generated there, and take what is there already')
  .option('--json <file>', 'write the figures to this file as well')
  .action(async ({ repo, upstream, branch, name, commits, files, patches, runs, histories, json }, command) => {
    if (repo === undefined) return measure([{ commits, files, patches }], { runs, histories, json });
    if (branch === undefined) return command.error('error: --repo needs --branch as well');
    const stacks = [{ repository: resolve(repo), upstream, branches: branch }];
    return measure([{ name: name ?? `${branch.join(', ')} against ${upstream}`, size: null, stacks }], { runs, json });
  });

program
  .command('pick')
  .description(
    "write a repository with a stack to measure on: some of upstream's own commits, or of a fork's, picked onto an older one",
  )
  .argument('<folder>', 'where to; with the branches upstream and picks')
  .requiredOption('--repo <path>', 'the repository whose objects it borrows')
  .requiredOption('--upstream <ref>', 'its upstream branch or commit')
  .requiredOption('--onto <ref>', 'the older commit')
  .option('--branch <ref>', 'the fork whose patches are picked')
  .option('--every <number>', 'pick every so many commits, the oldest first', count, 50)
  .option('--skip <number>', 'leave out so many at first', count)
  .option('--patches <number>', 'until so many went in without a conflict', count, PATCHES)
  .action(async (folder, { repo, upstream, onto, branch, every, skip = 0, patches }) => {
    const picking = { repository: resolve(repo), upstream, onto, branch, every, skip, patches };
    const picked = await pickStack(folder, picking, availableParallelism());
    process.stdout.write(`picked ${picked} commits\n`);
  });

program
  .command('together')
  .description('on several projects in one run, each a repository that holds both sides')
  .argument('<stack...>', 'each as <repository>:<upstream>:<branch>[,<branch>...]', stackOf)
  .requiredOption('--name <name>', 'what the results call them')
  .option('--runs <number>', 'take the medians of this many runs', count, 3)
  .option('--json <file>', 'write the figures to this file as well')
  .action((stacks, { name, runs, json }) => measure([{ name, size: null, stacks }], { runs, json }));

program
  .command('curves')
  .description('on generated histories of growing size: from 1,000 upstream commits on, and from 10 patches to 3,000')
  .option('--most-commits <number>', `the largest history; files grow with it up to ${FILES_MOST}`, count, 100_000)
  .option('--runs <number>', 'take the medians of this many runs', count, 1)
  .option('--histories <folder>', 'keep what is generated there, and take what is there already')
  .option('--json <file>', 'write the figures to this file as well')
  .action(async ({ mostCommits, ...options }) =>
    measure(
      [...commitSizes(mostCommits), ...patchSizes()].map((size) => ({ ...size, files: filesFor(size) })),
      options,
    ),
  );

program
  .command('page')
  .description('write the page of figures, and its curves, from the JSON of runs')
  .argument('<json...>', 'what --json wrote')
  .option('--output <file>', 'the page; curves go into a folder named performance beside it', 'docs/PERFORMANCE.md')
  .action(async (files, { output }) => {
    const runs = await Promise.all(
      files.map(async (file) => benchRunSchema.parse(JSON.parse(await readFile(file, 'utf8')))),
    );
    const curves = curvesOf(runs.flatMap(({ subjects }) => subjects));
    await mkdir(join(dirname(output), 'performance'), { recursive: true });
    for (const { file, svg } of curves) await writeFile(join(dirname(output), file), svg);
    await writeFile(output, performancePage(runs, curves));
  });

await program.parseAsync();

interface Measuring {
  readonly runs: number;
  readonly histories?: string | undefined;
  readonly json?: string | undefined;
}

/** Measures subject after subject, and tells of each when it is done. */
async function measure(subjects: readonly (HistorySize | Subject)[], options: Measuring): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'landfall-bench-'));
  const histories = options.histories === undefined ? folder : resolve(options.histories);
  await mkdir(histories, { recursive: true });
  try {
    const machine = await readMachine();
    const done: Comparison[] = [];
    for (const subject of subjects) {
      const measured = 'stacks' in subject ? subject : await generate(histories, subject);
      done.push(await compare(measured, folder, options.runs));
      process.stdout.write(`${renderRun(benchRun(machine, done.slice(-1), version, new Date()))}\n`);
    }
    const run = benchRun(machine, done, version, new Date());
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(run, null, 1)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Adds one more stack to those that were named before it. */
function stackOf(text: string, before: readonly SubjectStack[] = []): SubjectStack[] {
  const [, repository = '', upstream = '', branches = ''] = /^(.+):([^:]+):([^:]+)$/.exec(text) ?? [];
  if (branches === '') throw new InvalidArgumentError('expected <repository>:<upstream>:<branch>[,<branch>...]');
  return [...before, { repository: resolve(repository), upstream, branches: branches.split(',') }];
}

function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('expected a whole number above 0');
  return Number(text);
}
