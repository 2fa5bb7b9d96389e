// What `trend` answers: how the delta of a project went, who dropped what, and where that leads.
import type { HistoryPoint, StackChange } from './history-point.js';
import type { Notice } from './notice.js';

/** Changes of this number break readers of the JSON. */
export const TREND_SCHEMA_VERSION = 1;

export interface Trend {
  readonly project: string;
  readonly upstreamAsOf: HistoryPoint['upstreamAsOf'];
  /** Oldest first; at most one for each time. */
  readonly points: readonly TrendPoint[];
  /** What changed between one point and the next, where something did. */
  readonly steps: readonly Step[];
  /** For patches, hunks and lines; empty with fewer than two points. */
  readonly forecasts: readonly Forecast[];
  readonly notices: readonly Notice[];
}

/** Remaining delta, and noise apart. */
export interface TrendPoint {
  readonly date: string;
  readonly source: HistoryPoint['source'];
  readonly change: StackChange | null;
  /** All patches of the stack but noise. */
  readonly total: number;
  readonly patches: number;
  readonly hunks: number;
  /** Insertions and deletions. */
  readonly lines: number;
  readonly noise: { readonly patches: number; readonly hunks: number; readonly lines: number };
}

/** The measures of a burn-down, in the order outputs show them. */
export const MEASURES = ['patches', 'hunks', 'lines'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Step {
  readonly date: string;
  readonly change: StackChange | null;
  /** Nothing of the stack before is left: it was emptied, or begun anew. */
  readonly reset: boolean;
  readonly dropped: readonly Drop[];
  /** Still carried, and upstream since the point before. */
  readonly landed: readonly NamedPatch[];
  /** Still carried, with other content. */
  readonly rewritten: readonly NamedPatch[];
  readonly added: readonly NamedPatch[];
  /** Carried once, dropped, and back. */
  readonly returned: readonly NamedPatch[];
}

export interface NamedPatch {
  readonly id: string;
  readonly subject: string;
}

/**
 * What had become of a patch when it was dropped. `after-landing`, `before-landing`: upstream had it by then, or got it
 * later; `declared`: no landing is known, but the commit that dropped it names upstream commits; `lost`: nor does it; `reset`: none is known, but the whole stack went with it; `uncertain`: a person
 * had to look at it; `noise`, `local`: as its status was.
 */
export const FATES = [
  'after-landing',
  'before-landing',
  'declared',
  'lost',
  'reset',
  'uncertain',
  'noise',
  'local',
] as const;
export type Fate = (typeof FATES)[number];

export interface Drop extends NamedPatch {
  readonly fate: Fate;
  /** Upstream commits and the date of the newest, where it landed. */
  readonly landing: { readonly commits: readonly string[]; readonly date: string } | null;
  /** When it was last looked at: a landing after that is not known. */
  readonly judged: string;
}

/** Where one measure leads if it goes on as it went of late. */
export interface Forecast {
  readonly measure: Measure;
  /** Days looked back on, up to the newest point; fewer than asked for when the history is shorter. */
  readonly days: number;
  readonly from: number;
  readonly to: number;
  /** Change a day: negative while it goes down. */
  readonly slope: number;
  /** Day (ISO 8601) on which nothing remains, or null for never. */
  readonly done: string | null;
}
