// Where a patch should be sent: what the project says, what MAINTAINERS says of its files, and who worked on them.
import { messageOf } from '../errors.js';
import { placeOf } from '../explain.js';
import { listTree, readBlobs } from '../git/objects.js';
import type { Investigation } from '../investigate.js';
import { type Contacts, CONTACTS_SCHEMA_VERSION, type MaintainerSection } from '../model/contacts.js';
import { type Tracked, type TrackOptions, trackInDepth } from '../track.js';
import { commandsFor } from './commands.js';
import { peopleFor } from './people.js';
import { type MaintainerEntry, parseMaintainers } from './parse-maintainers.js';

/** Finds the contacts of one patch, named as for `explain`. Throws LandfallError as that does. */
export function contactsOf(tracked: Tracked, name: string, options: TrackOptions): Promise<Contacts> {
  return trackInDepth(tracked, options, async (investigation) => {
    const { context } = investigation.gathered;
    const patch = context.stack.patches[placeOf(name, context.stack.patches)];
    if (!patch) throw new Error('a patch that was named must be there');
    const files = [...new Set(patch.files.flatMap(({ oldPath, newPath }) => oldPath ?? newPath ?? []))];
    const upstream = await readUpstream(investigation);
    const paths = [...upstream.blobs.keys()];
    const sections = upstream.maintainers.filter((entry) => files.some((file) => entry.covers(file)));
    const { contribute } = tracked.project;
    const { people, problems } = await peopleFor(patch, investigation, upstream.blobs);
    return {
      schemaVersion: CONTACTS_SCHEMA_VERSION,
      patch: { id: patch.id, subject: patch.subject, commit: patch.commit },
      files,
      project: contribute,
      // What covers everything says least: it comes last.
      sections: sections.toSorted((a, b) => breadth(a, paths) - breadth(b, paths)).map(withoutTest),
      people,
      hints: upstream.hints,
      commands: commandsFor(patch, sections, contribute),
      problems: [...upstream.problems, ...problems],
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
  const nothing = { maintainers: [], hints: [], blobs: new Map<string, string>() };
  if (tip === undefined) return { ...nothing, problems: ['the upstream tip is not known'] };
  try {
    const tree = await listTree(workspace, tip);
    const file = tree.find(({ path }) => path === 'MAINTAINERS');
    let text = '';
    if (file) await readBlobs(workspace, [file.oid], MOST_BYTES, (_, content) => (text = content.toString('utf8')));
    const blobs = new Map(tree.map(({ path, oid }) => [path, oid]));
    const hints = [...blobs.keys()].filter((path) => HINTS.test(path)).sort((a, b) => a.length - b.length);
    return { maintainers: parseMaintainers(text), hints: hints.slice(0, MOST_HINTS), blobs, problems: [] };
  } catch (error) {
    return { ...nothing, problems: [`upstream's files cannot be read: ${messageOf(error)}`] };
  }
}

/** Files of upstream a section is for, out of so many looked at. */
function breadth(entry: MaintainerEntry, paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + (entry.covers(path) ? 1 : 0), 0);
}

function withoutTest({ title, maintainers, reviewers, lists, status }: MaintainerEntry): MaintainerSection {
  return { title, maintainers, reviewers, lists, status };
}
