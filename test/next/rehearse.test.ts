// Plan and forecast, held against what git's own rebase does with the same stack.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Forecast } from '../../src/model/forecast.js';
import { forecast } from '../../src/next/forecast.js';
import { plan } from '../../src/next/plan.js';
import { PLAIN } from '../../src/report/index.js';
import { forecastSheet, planSheet, SHEET_FORMATS } from '../../src/report/sheet/index.js';
import { forecastSchema, planSchema } from '../../src/report/sheet/schemas.js';
import { todoText } from '../../src/report/sheet/todo.js';
import type { TinyRepo } from '../support/tiny-repo.js';
import { AS_SOMEBODY, OPTIONS, stackRepo } from './stories.js';

test('the plan drops what landed and keeps the rest, in order', async () => {
  const { tracked } = await stackRepo();
  const made = await plan(tracked, OPTIONS);
  expect(planSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  expect(made.branches[0]?.steps.map(({ decision, subject }) => `${decision} ${subject}`)).toEqual([
    'drop queue: grow instead of failing',
    'keep queue: count what is pushed',
    'look timer: deadlines in our own clock',
    'keep timer: round deadlines of our own clock',
    'keep notes: for the vendor build',
  ]);
});

test('the forecast says of each patch how its pick goes, in which files, and with whom', async () => {
  const { repo, tracked } = await stackRepo();
  const found = await forecast(tracked, OPTIONS);
  expect(forecastSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
  const patches = patchesOf(found);
  expect(patches.map(({ asIs }) => asIs.outcome)).toEqual(['empty', 'clean', 'conflicts', 'conflicts', 'clean']);
  expect(patches.map(({ afterPlan }) => afterPlan.outcome)).toEqual([
    'dropped',
    'clean',
    'conflicts',
    'conflicts',
    'clean',
  ]);
  expect(patches[2]?.asIs).toMatchObject({ files: ['src/timer.c'], behind: [] });
  expect(patches[3]?.asIs.behind).toEqual([patches[2]?.id]);
  expect(patches[2]?.touchedBy.map(({ oid }) => oid)).toEqual([repo.oid('main')]);
  expect(patches[2]?.churn).toBe(1);
  expect(patches[4]).toMatchObject({ churn: 0, touchedBy: [] });
});

test("git's own rebase goes as forecast", async () => {
  const { repo, tracked } = await stackRepo();
  const said = patchesOf(await forecast(tracked, OPTIONS)).map(({ asIs }) => asIs);
  const stops = await rebase(repo, ['rebase', '--reapply-cherry-picks', '--empty=drop', 'main', 'local']);
  expect(stops).toEqual(said.filter(({ outcome }) => outcome === 'conflicts').map(({ files }) => files));
  const left = (await repo.git('log', '--format=%s', '--reverse', 'main..HEAD')).split('\n');
  expect(left).toEqual(['queue: count what is pushed', 'notes: for the vendor build']);
});

test('the todo, given to git, leaves the tree that a plain rebase leaves', async () => {
  const [planned, plain] = [await stackRepo(), await stackRepo()];
  const made = await plan(planned.tracked, OPTIONS);
  const file = join(planned.repo.path, '.git', 'plan.todo');
  await writeFile(file, todoText(made.branches[0]!, made.onto));
  await rebase(planned.repo, ['-c', `sequence.editor=cp '${file}'`, 'rebase', '-i', '--empty=drop', 'main', 'local']);
  await rebase(plain.repo, ['rebase', 'main', 'local']);
  const [one, other] = await Promise.all([planned, plain].map(({ repo }) => repo.git('rev-parse', 'HEAD^{tree}')));
  expect(one).toBe(other);
  expect(await planned.repo.git('rev-list', '--count', 'main..HEAD')).toBe('2');
});

test('a stack is planned onto an older upstream commit too: what that lacks is kept', async () => {
  const { repo, tracked } = await stackRepo();
  const base = await repo.git('merge-base', 'main', 'local');
  const made = await plan(tracked, { ...OPTIONS, onto: base });
  expect(new Set(made.branches[0]?.steps.map(({ decision }) => decision))).toEqual(new Set(['keep']));
  expect(made.branches[0]?.steps).toHaveLength(5);
  expect(made.branches[0]?.steps[0]).toMatchObject({
    status: 'queued',
    says: expect.stringMatching(
      /^identical as [0-9a-f]{12}, in no release: upstream has it, but [0-9a-f]{40} has not$/,
    ) as string,
  });
  await expect(plan(tracked, { ...OPTIONS, onto: 'nothing' })).rejects.toMatchObject({ kind: 'usage' });
  await expect(plan(tracked, { ...OPTIONS, branch: 'nothing' })).rejects.toMatchObject({ code: 'plan.no-branch' });
});

test('what upstream took and took back stays with the patch that takes it back, and what stands on both applies', async () => {
  const { tracked } = await stackRepo((h) => {
    const port = { 'ports/openssl.txt': 'build it without a config\nand without old protocols\n' };
    const added = h.commit({ branch: 'local', message: 'ports: our own openssl', files: port });
    const removed = h.commit({
      branch: 'local',
      message: 'ports: no openssl any more',
      files: { 'ports/openssl.txt': null, 'ports/README': 'upstream builds it without a config now\n' },
    });
    const newer = { 'ports/openssl.txt': 'build the newer one\n' };
    h.commit({ branch: 'local', message: 'ports: a newer openssl', files: newer });
    h.pick(added);
    h.pick(removed);
  });
  const found = patchesOf(await forecast(tracked, OPTIONS));
  expect(found.map(({ decision }) => decision)).toEqual(['look', 'look', 'keep']);
  expect(found.map(({ afterPlan }) => afterPlan.outcome)).toEqual(['clean', 'clean', 'clean']);
});

test('where there is nothing to rebase, plan and forecast say so', async () => {
  const { tracked } = await stackRepo((h) => {
    h.point('local', h.commit({ message: 'release notes', files: { NEWS: 'nothing new\n' } }));
    h.commit({ message: 'more of them', files: { NEWS: 'nothing new\nat all\n' } });
  });
  const [made, found] = [await plan(tracked, OPTIONS), await forecast(tracked, OPTIONS)];
  expect(SHEET_FORMATS[0].render(planSheet(made), PLAIN)).toMatch(/plan +no patches\n/);
  expect(SHEET_FORMATS[0].render(forecastSheet(found), PLAIN)).toMatch(
    /as it is +no patches\n +after plan +no patches\n/,
  );
});

test('a subject cannot become a command of the todo', async () => {
  const { tracked } = await stackRepo((h) => {
    h.commit({
      branch: 'local',
      message: 'a\rexec touch pwned\u2028x \u001b[2J\u0085',
      files: { 'a.c': 'int vendor_a;\n' },
    });
    h.commit({ branch: 'local', message: '\n\n# \n\nexec touch pwned', files: { 'b.c': 'int vendor_b;\n' } });
  });
  const made = await plan(tracked, OPTIONS);
  const text = todoText(made.branches[0]!, { ...made.onto, revision: 'v1\nexec true' });
  expect(text).not.toMatch(/[^\n\P{Cc}]|[\p{Zl}\p{Zp}]/u);
  for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^(?:# |(?:pick|drop|edit) [0-9a-f]{40} # )/);
  expect(text.trimEnd().split('\n')).toHaveLength(4);
});

test.each(SHEET_FORMATS.map((format) => [format.name, format] as const))(
  '%s shows plan and forecast',
  async (_, format) => {
    const { tracked } = await stackRepo();
    const [made, found] = [await plan(tracked, OPTIONS), await forecast(tracked, OPTIONS)];
    for (const laid of [planSheet(made), forecastSheet(found)]) {
      const text = format.render(laid, PLAIN);
      expect(text).toMatch(/[^\n]\n$/);
      expect(text).toContain('timer: deadlines in our own clock');
      if (format.name === 'terminal')
        expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    }
  },
);

function patchesOf({ branches }: Forecast) {
  return branches[0]?.patches ?? [];
}

/** Runs a rebase, skipping whatever conflicts; the files of each stop. */
async function rebase(repo: TinyRepo, args: readonly string[]): Promise<string[][]> {
  const stops: string[][] = [];
  const run = (...more: string[]) =>
    repo.git(...AS_SOMEBODY, ...more).then(
      () => true,
      () => false,
    );
  for (let done = await run(...args); !done; done = await run('rebase', '--skip')) {
    const files = (await repo.git('diff', '--name-only', '--diff-filter=U')).split('\n');
    stops.push(files);
    if (stops.length > 10) throw new Error('the rebase does not end');
  }
  return stops;
}
