// Reads the best candidates of unsettled patches once more, as text, and compares them line by line.
import { compare } from '../match/compare.js';
import { byStanding, shareOf, type WeighedPatch } from '../match/measure.js';
import { emptyMatch, type Match } from '../model/match.js';
import { parseDiff } from '../patch/parse-diff.js';
import { indentationMatters } from '../patch/white-space.js';
import type { GatherContext } from './context.js';
import { readTexts } from './kept-diffs.js';

/** The matches of every patch, the best of them compared in full. `named` are commits that must be compared whatever they hold. */
export async function compareBest(
  context: GatherContext,
  weighed: readonly WeighedPatch[],
  named: readonly (readonly number[])[],
): Promise<Match[][]> {
  const { matcher, history, settings } = context;
  const matches = weighed.map(
    (patch, place) => new Map(byStanding(patch, matcher.matchesOf(place)).map((match) => [match.commit, match])),
  );
  const wanted = new Map<number, number[]>();
  weighed.forEach((patch, place) => {
    for (const commit of commitsToCompare(context, patch, place, matches[place] ?? new Map(), named[place] ?? [])) {
      wanted.set(commit, [...(wanted.get(commit) ?? []), place]);
    }
  });
  const commits = [...wanted.keys()].sort((a, b) => b - a);
  let done = 0;
  await readTexts(
    context,
    commits.map((place) => history.commits[place]?.oid ?? ''),
    context.processes,
    (oid, diff) => {
      const commit = history.byOid.get(oid);
      context.progress('comparing', ++done, commits.length);
      if (commit === undefined || diff === null) return;
      const files = parseDiff(diff);
      for (const place of wanted.get(commit) ?? []) {
        const patch = weighed[place];
        const found = matches[place]?.get(commit);
        if (!patch) continue;
        const match = found ?? emptyMatch(commit);
        matches[place]?.set(
          commit,
          compare(patch.lines, files, match, (key) => matcher.bitsOf(key), settings.match).match,
        );
      }
    },
  );
  return matches.map((byCommit) => [...byCommit.values()]);
}

function commitsToCompare(
  context: GatherContext,
  patch: WeighedPatch,
  place: number,
  matches: ReadonlyMap<number, Match>,
  named: readonly number[],
): number[] {
  if (patch.lines.keys.length === 0) return [];
  const best = [...matches.values()];
  const indented = patch.lines.files.some(({ newPath }) => newPath !== null && indentationMatters(newPath));
  if (best[0]?.exact === 'diff' && !indented) return [];
  // The same lines at another place prove themselves when they are many; of few, what surrounds them must speak too.
  if (best[0]?.exact && !indented && shareOf(patch, best[0]).bits >= context.settings.verdict.landedBits) return [];
  const oid = context.stack.patches[place]?.commit ?? '';
  const open = named.filter(
    (commit) =>
      !context.standing.holds(oid, commit) &&
      !context.unread.has(commit) &&
      (context.history.commits[commit]?.paths.length ?? 0) > 0,
  );
  const likely = best
    .slice(0, context.settings.match.compared)
    .filter((match) => shareOf(patch, match).share >= context.settings.match.comparedShare);
  return [...new Set([...open, ...likely.map((match) => match.commit)])];
}
