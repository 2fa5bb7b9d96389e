// What was taken, and what upstream did about it later: from an investigation to follow-up fixes.
import { citingLines } from '../fixes/citing-lines.js';
import { followUps, type Mention, type TakenPatch } from '../fixes/follow-ups.js';
import { readCommits } from '../git/commits.js';
import type { Investigation } from '../investigate.js';
import { type Fixes, FIXES_SCHEMA_VERSION } from '../model/fixes.js';
import { type Tracked, type TrackOptions, trackInDepth } from '../track.js';

/** Upstream commits about what the project carries as backports, or what of it landed. Throws LandfallError. */
export function fixes(tracked: Tracked, options: TrackOptions): Promise<Fixes> {
  return trackInDepth(tracked, options, async (investigation) => {
    const { report, gathered } = investigation;
    const { history } = gathered.context;
    const patches = takenPatches(investigation);
    options.progress?.(`${report.name}: reading what upstream says`, 0, history.commits.length);
    const mentions = await readMentions(investigation);
    return {
      schemaVersion: FIXES_SCHEMA_VERSION,
      project: report.name,
      upstream: tracked.project.upstream.url,
      looked: { known: patches.length, patches: report.patches.length },
      patches: followUps(patches, mentions, history.commits, (place) => history.releases[place] ?? null),
      notices: report.notices,
    };
  });
}

/** Patches whose upstream commits are known: by what they cite, and by where they landed. */
function takenPatches({ report, gathered }: Investigation): TakenPatch[] {
  const { history, standing, stack } = gathered.context;
  return report.patches.flatMap((patch, place) => {
    const facts = gathered.facts[place];
    const landed = (patch.landing?.commits ?? []).map(({ oid }) => history.byOid.get(oid));
    const cited = (facts?.citations ?? []).map(({ commit }) => commit?.index);
    const taken = [...new Set([...landed, ...cited, facts?.ancestor?.index])].filter((index) => index !== undefined);
    const branches = stack.branches.filter(({ patches }) => patches.includes(place));
    const inBase = (index: number) => branches.length > 0 && branches.every(({ tip }) => standing.holds(tip, index));
    return taken.length === 0 ? [] : [{ report: patch, taken, inBase }];
  });
}

/** Every commit of the default branch that names another one: messages are not kept, so they are read once more. */
async function readMentions({ report, gathered, read, workspace }: Investigation): Promise<Mention[]> {
  const { history, resolve } = gathered.context;
  const mentions: Mention[] = [];
  const tip = report.upstream?.tip.oid;
  for await (const { oid, message } of readCommits(workspace, tip ? [tip] : [], read.below)) {
    const by = history.byOid.get(oid);
    if (by === undefined) continue;
    for (const { oid: named, kind, line } of citingLines(message)) {
      const of = resolve(named);
      if (of !== null && of !== by) mentions.push({ by, of, kind, line });
    }
  }
  return mentions;
}
