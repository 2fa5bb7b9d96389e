// `npm run accuracy`: measures Landfall against labelled patches, labels real branches, generates labelled stacks.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { openRepository } from '../git/repository.js';
import { calibrationPlot } from './calibration-plot.js';
import { makeCorpus } from './corpus.js';
import { generate } from './generate/generate.js';
import { NEVER_LANDED, RECIPES } from './generate/recipes.js';
import { correct, parseCorrections } from './corrections.js';
import { HIDING_MODES } from './hide.js';
import { KeptVerdicts } from './kept-verdicts.js';
import { LABELS_BY, labelBranch } from './label.js';
import { measureAccuracy } from './measure.js';
import { accuracyPage } from './page.js';
import { renderRun } from './render.js';
import { type AccuracyRun, accuracyRun } from './run-json.js';
import { accuracyRunSchema } from './run-schema.js';
import { type Score, share } from './score.js';
import { showMistakes } from './show-mistakes.js';
import { HALVES, parseTruth, printTruth } from './truth.js';

const packageFile = new URL('../../package.json', import.meta.url);
const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string };

const half = new Option('--half <half>', 'which half the rows are for').choices(HALVES).default('report' as const);

const program = new Command('npm run accuracy --').description('How often Landfall is right, on labelled patches.');

program
  .command('measure')
  .description('run Landfall on every branch of a truth and print how often it is right')
  .argument('<truth...>', 'tables of labelled patches (docs/TRUTH.md)')
  .option('--repositories <folder>', 'the folder that their repositories are in', '.')
  .addOption(
    new Option('--hide <mode>', 'hide nothing, trailers, or all but the diff')
      .choices(HIDING_MODES.map(String))
      .default('2'),
  )
  .option('--no-baselines', 'do not ask git cherry and the subjects')
  .option('--verdicts <file>', 'keep what was said there; branches that are in it already are not run again')
  .option('--relabelled <file>', 'a table of labels that were read by hand and corrected')
  .option('--errors <number>', 'show so many mistakes with their diffs', Number, 0)
  .option('--slice <name>', 'show mistakes of this slice only')
  .option('--json <file>', 'write the figures to this file')
  .option('--least-f1 <share>', 'fail when F1 of all links is below this (0 to 1)', Number)
  .option('--most-false <number>', 'fail when there are more false landings than this', Number)
  .action(async (files, options) => {
    const labelled = await Promise.all(files.map(async (file) => parseTruth(await readFile(file, 'utf8'), file)));
    const { relabelled } = options;
    const corrections = relabelled ? parseCorrections(await readFile(relabelled, 'utf8'), relabelled) : [];
    const { truth, corrected } = correct(labelled.flat(), corrections);
    const repositories = resolve(options.repositories);
    const now = new Date();
    const measured = await measureAccuracy(truth, {
      repositories,
      hide: HIDING_MODES.find((mode) => String(mode) === options.hide) ?? 2,
      baselines: options.baselines,
      ...(options.verdicts ? { kept: await KeptVerdicts.open(options.verdicts) } : {}),
      track: { now, version, cores: availableParallelism() },
      progress: (branch, rows) => process.stderr.write(`${branch}: ${rows} rows\n`),
    });
    const run = accuracyRun(measured, corrected, version, now);
    process.stdout.write(renderRun(run));
    if (options.json) await writeFile(options.json, `${JSON.stringify(run, null, 1)}\n`);
    const mistakes = measured.judged.filter(
      ({ right, row }) => !right && (!options.slice || row.slices.includes(options.slice)),
    );
    for (const figures of Object.values(run.halves)) holdFloors(figures.all, options.leastF1, options.mostFalse);
    if (options.errors > 0)
      process.stdout.write(
        `\n${await showMistakes(mistakes.slice(0, options.errors), (name) => join(repositories, name))}`,
      );
  });

program
  .command('page')
  .description('write the page of figures, and its pictures, from the JSON of runs')
  .argument('<json...>', 'what measure --json wrote')
  .option('--output <file>', 'the page; pictures go into a folder named accuracy beside it', 'docs/ACCURACY.md')
  .action(async (files, { output }) => {
    const runs = await Promise.all(
      files.map(async (file) => accuracyRunSchema.parse(JSON.parse(await readFile(file, 'utf8')))),
    );
    const plotOf = (run: AccuracyRun, name: string) => `accuracy/calibration-mode${run.hide}-${name}.svg`;
    await mkdir(join(dirname(output), 'accuracy'), { recursive: true });
    for (const run of runs)
      for (const [name, { calibration }] of Object.entries(run.halves))
        await writeFile(join(dirname(output), plotOf(run, name)), calibrationPlot(calibration));
    await writeFile(output, accuracyPage(runs, plotOf));
  });

program
  .command('label')
  .description('print a truth of the patches of a branch that tell themselves where they are upstream')
  .requiredOption('--repositories <folder>', 'the folder that the repository is in')
  .requiredOption('--repository <path>', 'the repository, below that folder')
  .requiredOption('--upstream <revision>', 'the upstream branch')
  .requiredOption('--branch <revision>', 'the branch with the patches')
  .addOption(new Option('--by <what>', 'what tells it').choices(LABELS_BY).default('trailers' as const))
  .addOption(half)
  .action(async (options) => {
    const path = join(resolve(options.repositories), options.repository);
    process.stdout.write(printTruth(await labelBranch({ ...options, path }, options.by)));
  });

program
  .command('generate')
  .description('make labelled stacks out of the commits of a repository: a new repository and truth.tsv in a folder')
  .argument('<folder>', 'where to make them: the repository in a folder named as given, and its truth beside it')
  .requiredOption('--repository <path>', 'the repository whose commits are told anew; it is only read')
  .requiredOption('--base <revision>', 'where the downstream leaves upstream')
  .requiredOption('--upstream <revision>', 'the upstream tip that is searched')
  .requiredOption('--later <revision>', 'a later one: the commits between the two have not landed')
  .option('--strangers <path>', 'a repository of other software: patches that never land')
  .option('--name <name>', 'of the new repository', 'generated')
  .option('--rows <number>', 'labelled patches', Number, 200)
  .option('--seed <number>', 'the same seed makes the same stack', Number, 1)
  .addOption(
    new Option('--only <kind...>', 'make patches of these kinds only').choices(RECIPES.map(([, name]) => name)),
  )
  .addOption(new Option('--never-landed', 'make patches that never landed only').implies({ only: [...NEVER_LANDED] }))
  .addOption(half)
  .action(async (folder, options) => {
    const repository = await openRepository(options.repository);
    const stranger = options.strangers ? { repository: await openRepository(options.strangers), tip: 'HEAD' } : null;
    const truth = await generate({
      range: { repository, base: options.base, tip: options.upstream, later: options.later },
      stranger,
      rows: options.rows,
      seed: options.seed,
      ...(options.only ? { only: options.only } : {}),
      half: options.half,
      directory: resolve(folder, options.name),
      name: options.name,
    });
    await writeFile(resolve(folder, `${options.name}.tsv`), printTruth(truth));
    process.stdout.write(`${truth.length} labelled patches\n`);
  });

program
  .command('corpus')
  .description(
    'make a labelled corpus out of a history that is generated too: corpus.tsv and its repositories in a folder',
  )
  .argument('<folder>', 'an empty folder')
  .option('--rows <number>', 'labelled patches', Number, 100)
  .option('--seed <number>', 'the same seed makes the same corpus', Number, 1)
  .action(async (folder, { rows, seed }) => {
    const truth = await makeCorpus(resolve(folder), rows, seed);
    await writeFile(resolve(folder, 'corpus.tsv'), printTruth(truth));
    process.stdout.write(`${truth.length} labelled patches\n`);
  });

await program.parseAsync();

/** Throws when figures are below what was asked for. */
function holdFloors({ links, falseLandings }: Score, leastF1 = 0, mostFalse = Number.POSITIVE_INFINITY): void {
  if ((links.f1 ?? 0) < leastF1) throw new Error(`F1 of the links is ${share(links.f1)}, below ${share(leastF1)}`);
  if (falseLandings > mostFalse) throw new Error(`${falseLandings} false landings, more than ${mostFalse}`);
}
