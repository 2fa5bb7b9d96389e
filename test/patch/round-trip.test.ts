// What git prints is parsed exactly: the parsed patch, applied to the old contents, gives the new ones, byte for byte.
//
// On commits of a real repository: LANDFALL_ROUND_TRIP=/path/to/repository LANDFALL_ROUND_TRIP_COMMITS=2000 npx vitest run test/patch/round-trip
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCommits } from '../../src/git/commits.js';
import { readDiffs } from '../../src/git/diffs.js';
import { readBlobs } from '../../src/git/objects.js';
import { listRefs, openRepository } from '../../src/git/repository.js';
import { openWorkspace, type Workspace } from '../../src/git/workspace.js';
import { applyFile, isApplied } from '../../src/patch/apply.js';
import { parseDiff } from '../../src/patch/parse-diff.js';
import { parsePatchText } from '../../src/patch/parse-patch-text.js';
import { runs } from '../support/property-tests.js';
import { history, tinyRepo } from '../support/tiny-repo.js';

const { LANDFALL_ROUND_TRIP: real, LANDFALL_ROUND_TRIP_COMMITS: most = '1000' } = process.env;

/** Files whose text came back as it was, and what went wrong with others. */
interface Outcome {
  readonly whole: number;
  readonly wrong: readonly string[];
}

async function roundTrip(path: string, count: number): Promise<Outcome> {
  const repository = await openRepository(path);
  const workspace = await openWorkspace([repository]);
  try {
    const tips = (await listRefs(repository)).map(({ commit }) => commit);
    const oids: string[] = [];
    for await (const record of readCommits(workspace, tips, [])) {
      if (record.parents.length === 1) oids.push(record.oid);
      if (oids.length >= count) break;
    }
    return await applied(workspace, oids);
  } finally {
    await workspace.close();
  }
}

async function applied(workspace: Workspace, oids: readonly string[]): Promise<Outcome> {
  const diffs = new Map<string, Buffer>();
  await readDiffs(workspace, oids, { processes: 2, mostBytes: 2 ** 25 }, (oid, diff) => diff && diffs.set(oid, diff));
  const wrong: string[] = [];
  let whole = 0;
  for (const [oid, diff] of diffs) {
    const { files, problems, lost } = parsePatchText(diff, 1);
    const parsed = parseDiff(diff);
    if (problems.length > 0 || lost || files.length !== parsed.length)
      wrong.push(`${oid}: ${problems[0]?.says ?? 'files'}`);
    const old = new Map<string, string>();
    const wanted = parsed.flatMap(({ oldBlob, oldMode }) => (oldBlob && oldMode !== SUBMODULE ? [oldBlob] : []));
    await readBlobs(workspace, [...new Set(wanted)], 2 ** 25, (blob, text) => old.set(blob, text.toString('latin1')));
    files.forEach((file, place) => {
      const { oldPath, newPath, oldBlob, newBlob, newMode, oldMode } = parsed[place] ?? {};
      if (file.binary || newMode === SUBMODULE || oldMode === SUBMODULE || !newBlob) return;
      expect([file.names[0], file.added, file.removed]).toEqual([
        newPath ?? oldPath,
        oldPath === null,
        newPath === null,
      ]);
      const after = applyFile(file.added ? null : (old.get(oldBlob ?? '') ?? null), file);
      const id = after === null ? '0'.repeat(newBlob.length) : after === false ? 'it does not fit' : blobId(after);
      if (id === newBlob) whole += 1;
      else wrong.push(`${oid} ${newPath ?? oldPath}: ${id}`);
      if (after !== false && file.hunks.length > 0 && !isApplied(after, file))
        wrong.push(`${oid} ${newPath}: not seen as applied`);
    });
  }
  return { whole, wrong };
}

const SUBMODULE = '160000';

function blobId(content: string): string {
  const bytes = Buffer.from(content, 'latin1');
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

test('law: any texts, with and without a last line end', async () => {
  const line = fc.constantFrom(
    '',
    ' ',
    '-- ',
    '--- a',
    '+++ b',
    '@@ -1 +1 @@',
    '\\ No newline at end of file',
    'int x;',
    '}',
    '\t}',
    '\r',
    'é',
    'diff --git a/x b/x',
  );
  const text = fc
    .tuple(fc.array(line, { maxLength: 24 }), fc.boolean())
    .map(([lines, open]) => (lines.length === 0 ? '' : lines.join('\n') + (open ? '' : '\n')));
  const versions = fc.sample(text, runs(60));
  const h = history();
  versions.forEach((content, place) =>
    h.commit({
      message: `version ${place}`,
      files: { 'a b': content, [`dir/${place % 7}`]: place % 3 === 2 ? null : content },
    }),
  );
  const { whole, wrong } = await roundTrip((await tinyRepo(h)).path, versions.length);
  expect(wrong).toEqual([]);
  expect(whole).toBeGreaterThan(versions.length);
});

test.skipIf(real === undefined)('commits of a real repository', { timeout: 600_000 }, async () => {
  const { whole, wrong } = await roundTrip(real ?? '', Number(most));
  process.stdout.write(
    `${whole} files came back as they were, ${wrong.length} did not\n${wrong.slice(0, 20).join('\n')}\n`,
  );
  expect(wrong).toEqual([]);
});
