// One line of the history file: how a project stood on one day. Described by config/schema/history.schema.json.
import type { Tally } from './report.js';
import type { Status } from './status.js';

/** Changes of this number break readers of the history. */
export const HISTORY_SCHEMA_VERSION = 1;

/** The state of one project at one time. Times are ISO 8601 in UTC. */
export interface HistoryPoint {
  readonly schemaVersion: typeof HISTORY_SCHEMA_VERSION;
  readonly tool: { readonly name: 'landfall'; readonly version: string };
  /** Name of the project in the config. */
  readonly project: string;
  /** The time the state is of: of the run, or of the downstream commit that was replayed. */
  readonly date: string;
  /** `status`: an ordinary run added it; `replay`: it was read from the downstream's history later. */
  readonly source: 'status' | 'replay';
  /** What upstream was compared with: as it was at `date`, or as it was when a replay ran. */
  readonly upstreamAsOf: 'commit-date' | 'today';
  readonly upstream: { readonly oid: string; readonly date: string };
  readonly downstream: readonly StackState[];
  /** The downstream commit that made the state, or null where several stacks make it up. */
  readonly change: StackChange | null;
  /** All patches but noise, and what of them remains to be carried, `local` included. */
  readonly total: Tally;
  readonly remaining: Tally;
  readonly local: Tally;
  readonly noise: Tally;
  /** Patches by status. */
  readonly byStatus: Readonly<Partial<Record<Status, number>>>;
  readonly patches: readonly RecordedPatch[];
  /** Patches of the state before that are not in this one; known to a replay only, else empty. */
  readonly dropped: readonly DroppedPatch[];
}

export interface StackState {
  /** Full ref name, or what names the stack. */
  readonly branch: string;
  /** Null for files that lie in a folder. */
  readonly tip: string | null;
  readonly base: string | null;
}

export interface StackChange {
  readonly oid: string;
  /** Name of the committer. */
  readonly by: string;
  readonly subject: string;
  /** Upstream commits that its message names: what a person says has landed. */
  readonly cites: readonly string[];
}

/** One patch of a state, as much of it as tells who dropped what. */
export interface RecordedPatch {
  /** Its name in the report of that state. */
  readonly id: string;
  /** Names the patch across rewrites: the file's name, or subject and author's date of a commit. */
  readonly key: string;
  /** `git patch-id --stable`, the same after a rebase, or null. */
  readonly patchId: string | null;
  readonly subject: string;
  readonly author: string;
  readonly status: Status;
  /** Upstream commits that hold it, with the date of the newest, or null while it has not landed. */
  readonly landing: { readonly commits: readonly string[]; readonly date: string } | null;
  /** What of it remains to be carried. */
  readonly remaining: Pick<Tally, 'hunks' | 'insertions' | 'deletions'>;
}

/** A dropped patch as it stood on the day of the state that lacks it. */
export interface DroppedPatch extends RecordedPatch {
  /** What had become of it when the replay ran. */
  readonly later: Pick<RecordedPatch, 'status' | 'landing'>;
}
