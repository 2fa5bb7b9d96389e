// Upstream's history as gathering needs it: the commits, the releases that hold them, and the files that they moved.
import type { Contents } from '../downstream/branch.js';
import { type DatedCommits, listDated } from '../git/commits.js';
import type { History } from '../model/history.js';
import type { KeptEvidence } from '../model/kept.js';
import { addingTo } from '../model/known.js';
import type { OpenedUpstream } from '../upstream/open.js';
import { readHistory } from '../upstream/read-history.js';
import { labelLaterReleases, labelReleases, NOTHING_ASIDE, readAside } from '../upstream/releases.js';
import type { Means } from './context.js';
import { followRenames } from './follow-renames.js';
import { wantedBlobs } from './read-candidates.js';
import { linesSince } from './search-lines.js';
import { isPastSearched, isStillSettled, type Recalled } from './recall.js';
import type { TipTree } from './tip-tree.js';

/** What reading upstream's history needs. */
export interface HistorySource extends Means {
  readonly upstream: Pick<OpenedUpstream, 'tip' | 'next' | 'tags'>;
  /** Where the history begins: commits that are not part of it. */
  readonly below: readonly string[];
  /** The commits to read, where they were listed already. */
  readonly listed?: DatedCommits | undefined;
  readonly contents: Promise<Contents>;
  /** Called once the commits are read: from then on it is mostly Landfall that works, and other questions do not hold git up. */
  readonly idle?: () => void;
  /** The files of upstream's tip. */
  readonly tree: Promise<TipTree>;
}

/** A history, and the evidence of an earlier run that it goes on from, should there be any. */
export interface HistorySince {
  readonly history: History;
  readonly earlier: KeptEvidence | null;
}

/** Upstream's commits since the evidence of an earlier run was gathered, with that; all of them where there is none to go on from. */
export async function readWhatIsNew(source: HistorySource, recalled: Recalled | null): Promise<HistorySince> {
  if (recalled && isAsDeep(source, recalled)) {
    const { kept, news } = recalled;
    const history = await readUpstream({ ...source, known: addingTo(source.known), listed: news }, kept);
    if (isStillSettled(history, kept) && isPastSearched(history, kept)) return { history, earlier: kept };
  }
  return { history: await readUpstream(source), earlier: null };
}

/** Were the commits that an earlier run searched looked through by their lines as they would be now? */
function isAsDeep(source: HistorySource, { kept, news }: Recalled): boolean {
  return linesSince(source, kept.range + news.oids.length) === kept.linesSince;
}

/** Upstream's history from where the stacks begin, or from the tip of `earlier` on. Throws LandfallError `world` when git cannot read it. */
export async function readUpstream(source: HistorySource, earlier: KeptEvidence | null = null): Promise<History> {
  const { workspace, upstream, below, contents, tree, known, processes, progress } = source;
  const { tip, next, tags } = upstream;
  const listed = source.listed ?? (await listDated(workspace, [tip], below));
  const range = { tip, next, below: earlier ? [earlier.tip] : below, cut: workspace.cut, listed: listed.oids };
  const wanted = contents.then(({ files }) => wantedBlobs(files.values()));
  const tell = (done: number, total: number) => progress('reading upstream history', done, total);
  const reading = { workspace, known: known.commits, processes, tell };
  const [history, aside] = await Promise.all([
    readHistory(reading, range, wanted, earlier ?? undefined),
    earlier ? NOTHING_ASIDE : readAside(workspace, tip, listed, tags),
  ]);
  source.idle?.();
  const labelled = earlier
    ? await labelLaterReleases(workspace, history, tags, earlier, listed)
    : labelReleases(history, tags, aside);
  return followRenames(workspace, labelled, await tree, (await contents).files.values());
}
