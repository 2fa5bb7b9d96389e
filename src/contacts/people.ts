// Who worked on what a patch changes: line by line as upstream has them today, and by commits to its files.
import { messageOf } from '../errors.js';
import { blame } from '../git/blame.js';
import { diffBlobs } from '../git/diffs.js';
import { mapPeople } from '../git/mailmap.js';
import type { Workspace } from '../git/workspace.js';
import type { Investigation } from '../investigate.js';
import type { Contacts, Toucher } from '../model/contacts.js';
import type { FileChange, Patch, Person } from '../model/patch.js';
import { SECONDS_PER_YEAR } from '../model/time-units.js';
import { isoDay } from '../patch/iso-date.js';
import { parseDiff } from '../patch/parse-diff.js';
import { type Kinship, kinshipOf } from '../search/kinship.js';
import { carriedOver, touchedLines } from './lines-at-tip.js';

/** People who are named. */
const MOST_PEOPLE = 5;
/** Files whose lines are asked for: blame takes a second or two for one with a long history. */
const MOST_FILES = 20;
/** Stretches of one file that are asked for. */
const MOST_RANGES = 200;
/** Milliseconds for all of it: what is known by then counts. */
const PATIENCE = 20_000;
/** A commit to the same file, elsewhere in it, counts as so many lines: who wrote a line in 1999 comes behind who works there today. */
const COMMIT_IN_LINES = 0.05;
/** Whoever wrote a line so many years ago counts for half: people move on. */
const HALF_LIFE_YEARS = 5;

/** A piece of somebody's work; dates in seconds since 1970. */
interface Work extends Person {
  readonly lines: number;
  readonly commits: number;
  readonly date: number;
}

/** The people, the most concerned first; the author of the patch is not told to write to himself. `blobs` are the files at the tip by path. */
export async function peopleFor(
  patch: Patch,
  { gathered, report, workspace }: Investigation,
  blobs: ReadonlyMap<string, string>,
): Promise<{ people: Contacts['people']; problems: readonly string[] }> {
  const tip = report.upstream?.tip;
  if (!tip) return { people: [], problems: [] };
  const { history } = gathered.context;
  const kinship = kinshipOf(history);
  const names = new Set(patch.files.flatMap((file) => kinship.paths(file.oldPath ?? file.newPath ?? '')));
  const wanted = new Set(history.paths.flatMap((path, place) => (names.has(path) ? [place] : [])));
  const work: Work[] = history.commits
    .filter(({ paths, next }) => next === null && paths.some((path) => wanted.has(path)))
    .map(({ author, commitDate }) => ({ ...author, lines: 0, commits: 1, date: commitDate }));
  const problems = await blameAll(patch, workspace, tip.oid, kinship, blobs, (piece) => work.push(piece));
  const [author, ...today] = await mapPeople(workspace, tip.oid, [patch.author, ...work]);
  const others = work
    .map((piece, place) => ({ ...piece, ...today[place] }))
    .filter(({ email }) => email.toLowerCase() !== author?.email.toLowerCase());
  return { people: ranked(others, Date.parse(tip.date) / 1000), problems };
}

/** Asks for the lines of each file until the time is up; returns what went wrong. */
async function blameAll(
  patch: Patch,
  workspace: Workspace,
  tip: string,
  kinship: Kinship,
  blobs: ReadonlyMap<string, string>,
  take: (work: Work) => void,
): Promise<string[]> {
  const late = AbortSignal.timeout(PATIENCE);
  const { signal } = workspace.run;
  const both = signal ? AbortSignal.any([signal, late]) : late;
  const files = patch.files.filter(({ oldPath }) => oldPath !== null);
  const problems: string[] = [];
  for (const file of files.slice(0, MOST_FILES)) {
    const path = kinship.paths(file.oldPath ?? '').find((name) => blobs.has(name));
    if (path === undefined) continue;
    try {
      const ranges = await rangesAtTip(file, blobs.get(path) ?? '', workspace);
      if (ranges.length === 0) continue;
      const wanted = { commit: tip, path, ranges: ranges.slice(0, MOST_RANGES) };
      await blame(workspace, wanted, both, (found) => take({ ...found, commits: 0 }));
    } catch (error) {
      if (signal?.aborted) throw error;
      const why = late.aborted ? `git took longer than ${PATIENCE / 1000} s` : messageOf(error);
      problems.push(`who wrote the lines of ${path} is not fully known: ${why}`);
      if (late.aborted) break;
    }
  }
  if (files.length > MOST_FILES)
    problems.push(`the lines of ${files.length - MOST_FILES} more files were not looked at`);
  return problems;
}

/** The lines that a patch changes in a file, where they are in its blob at the tip. */
async function rangesAtTip({ oldBlob, hunks }: FileChange, tipBlob: string, workspace: Workspace) {
  const ranges = touchedLines(hunks);
  if (ranges.length === 0 || oldBlob === null || oldBlob === tipBlob) return ranges;
  const [meanwhile] = parseDiff(await diffBlobs(workspace, oldBlob, tipBlob));
  return carriedOver(ranges, meanwhile?.hunks ?? []);
}

function ranked(work: readonly Work[], now: number): Toucher[] {
  const people = new Map<string, Work & { weight: number }>();
  for (const { name, email, lines, commits, date } of work) {
    const known = people.get(email.toLowerCase()) ?? { name, email, lines: 0, commits: 0, date: 0, weight: 0 };
    people.set(email.toLowerCase(), {
      ...(date > known.date ? { name, email } : known),
      lines: known.lines + lines,
      commits: known.commits + commits,
      date: Math.max(known.date, date),
      weight:
        known.weight +
        (lines + COMMIT_IN_LINES * commits) * 0.5 ** ((now - date) / (HALF_LIFE_YEARS * SECONDS_PER_YEAR)),
    });
  }
  return [...people.values()]
    .sort((a, b) => b.weight - a.weight || b.date - a.date)
    .slice(0, MOST_PEOPLE)
    .map(({ name, email, lines, commits, date }) => {
      return { who: `${name} <${email}>`, lines, commits, last: isoDay(date) };
    });
}
