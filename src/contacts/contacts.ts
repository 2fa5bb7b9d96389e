// Where a patch should be sent: what the project says, what MAINTAINERS says of its files, and who worked on them.
import { messageOf } from '../errors.js';
import { placeOf } from '../explain.js';
import { listTree, readBlobs } from '../git/objects.js';
import type { Investigation } from '../investigate.js';
import type { Project } from '../model/config.js';
import { type Contacts, CONTACTS_SCHEMA_VERSION, type MaintainerSection } from '../model/contacts.js';
import type { History } from '../model/history.js';
import type { Patch } from '../model/patch.js';
import { isoDate } from '../patch/iso-date.js';
import { type Tracked, type TrackOptions, trackInDepth } from '../track.js';
import { type MaintainerEntry, parseMaintainers } from './parse-maintainers.js';

/** Finds the contacts of one patch, named as for `explain`. Throws LandfallError as that does. */
export function contactsOf(tracked: Tracked, name: string, options: TrackOptions): Promise<Contacts> {
  return trackInDepth(tracked, options, async (investigation) => {
    const { context } = investigation.gathered;
    const patch = context.stack.patches[placeOf(name, context.stack.patches)];
    if (!patch) throw new Error('a patch that was named must be there');
    const files = [...new Set(patch.files.flatMap(({ oldPath, newPath }) => oldPath ?? newPath ?? []))];
    const upstream = await readUpstream(investigation);
    const sections = upstream.maintainers.filter((entry) => files.some((file) => entry.covers(file)));
    const { contribute } = tracked.project;
    return {
      schemaVersion: CONTACTS_SCHEMA_VERSION,
      patch: { id: patch.id, subject: patch.subject, commit: patch.commit },
      files,
      project: contribute,
      // What covers everything says least: it comes last.
      sections: sections.toSorted((a, b) => breadth(a, upstream.paths) - breadth(b, upstream.paths)).map(withoutTest),
      people: peopleOf(files, context.history, patch),
      hints: upstream.hints,
      commands: commandsFor(patch, sections, contribute),
      problems: upstream.problems,
    };
  });
}

/** Files that tell newcomers what to do, by their names. */
const HINTS =
  /(?:^|\/)(?:CONTRIBUTING|HACKING|SUBMITTING)(?:\.\w+|-\w+(?:\.\w+)?)?$|submitting-(?:a-)?patch(?:es)?\.\w+$|SubmittingPatches$/i;
const MOST_HINTS = 5;
/** MAINTAINERS of Linux has a megabyte. */
const MOST_BYTES = 8 * 1024 * 1024;

async function readUpstream({ report, workspace }: Investigation) {
  const tip = report.upstream?.tip.oid;
  if (tip === undefined) return { maintainers: [], hints: [], paths: [], problems: ['the upstream tip is not known'] };
  try {
    const tree = await listTree(workspace, tip);
    const file = tree.find(({ path }) => path === 'MAINTAINERS');
    let text = '';
    if (file) await readBlobs(workspace, [file.oid], MOST_BYTES, (_, content) => (text = content.toString('utf8')));
    const paths = tree.map(({ path }) => path);
    const hints = paths.filter((path) => HINTS.test(path)).sort((a, b) => a.length - b.length);
    return { maintainers: parseMaintainers(text), hints: hints.slice(0, MOST_HINTS), paths, problems: [] };
  } catch (error) {
    return {
      maintainers: [],
      hints: [],
      paths: [],
      problems: [`upstream's files cannot be read: ${messageOf(error)}`],
    };
  }
}

/** Files of upstream a section is for, out of so many looked at. */
function breadth(entry: MaintainerEntry, paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + (entry.covers(path) ? 1 : 0), 0);
}

function withoutTest({ title, maintainers, reviewers, lists, status }: MaintainerEntry): MaintainerSection {
  return { title, maintainers, reviewers, lists, status };
}

/** People who are named. */
const MOST_PEOPLE = 5;

/** Who changed these files upstream most, and when last; the author of the patch is not told to write to himself. */
function peopleOf(files: readonly string[], history: History, patch: Patch): Contacts['people'] {
  const wanted = new Set(files.map((file) => history.paths.indexOf(file)).filter((place) => place >= 0));
  const people = new Map<string, { who: string; commits: number; last: number }>();
  for (const commit of history.commits) {
    if (!commit.paths.some((path) => wanted.has(path)) || commit.author.email === patch.author.email) continue;
    const who = `${commit.author.name} <${commit.author.email}>`;
    const known = people.get(commit.author.email) ?? { who, commits: 0, last: 0 };
    people.set(commit.author.email, {
      ...known,
      commits: known.commits + 1,
      last: Math.max(known.last, commit.commitDate),
    });
  }
  return [...people.values()]
    .sort((a, b) => b.commits - a.commits || b.last - a.last)
    .slice(0, MOST_PEOPLE)
    .map((person) => ({ ...person, last: isoDate(person.last).slice(0, 'YYYY-MM-DD'.length) }));
}

function commandsFor(
  patch: Patch,
  sections: readonly MaintainerEntry[],
  contribute: Project['contribute'],
): readonly string[] {
  if (patch.origin.kind !== 'commit') return [];
  const { commit, id } = patch;
  if (contribute?.kind === 'pull-request')
    return [`git push <your fork> ${commit}:refs/heads/<topic>   # then ${contribute.address}`];
  const lists = [
    ...(contribute?.kind === 'list' ? [contribute.address] : []),
    ...sections.flatMap((entry) => entry.lists),
  ];
  const people = sections.flatMap((entry) => [...entry.maintainers, ...entry.reviewers]);
  if (lists.length + people.length === 0) return [];
  const to = [...new Set(lists)].map(quoted);
  const cc = [...new Set(people)].map(quoted);
  const mail = [...to.map((address) => `--to=${address}`), ...cc.map((who) => `--cc=${who}`)];
  // b4 sends branches, so one with this commit alone; its options take all addresses at once.
  const b4 = [...(to.length > 0 ? ['--to', ...to] : []), ...(cc.length > 0 ? ['--cc', ...cc] : [])];
  return [
    `git send-email -1 ${commit} ${mail.join(' ')}`,
    `git switch --create send-${id} ${commit} && b4 prep --enroll ${commit}~1 && b4 send ${b4.join(' ')}`,
  ];
}

/** For a shell: what a repository says ends in single quotes, and cannot end them. */
function quoted(text: string): string {
  return /^[\w@.+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
