// The state of a fleet: what its workers have done, what is set aside, and where the weight lies.

/** Changes of this number break readers of the JSON. */
export const FLEET_SCHEMA_VERSION = 1;

export interface FleetStatus {
  readonly schemaVersion: typeof FLEET_SCHEMA_VERSION;
  readonly fleet: string;
  /** True when workers are asked to end after what they have in hand. */
  readonly draining: boolean;
  readonly projects: {
    readonly total: number;
    /** Those with a result, of whatever age. */
    readonly tracked: number;
  };
  readonly queue: { readonly waiting: number; readonly running: number; readonly aside: number };
  /** Projects that failed at every try. */
  readonly aside: readonly { readonly project: string; readonly says: string }[];
  /** Upstreams that could not be fetched when they were last asked. */
  readonly sick: readonly {
    readonly url: string;
    readonly failures: number;
    /** ISO 8601: they are left alone until then. */
    readonly retryAt: string;
    readonly says: string;
  }[];
  /** Projects with the most patches to carry, most first. */
  readonly heaviest: readonly Carried[];
  /** Upstreams by the patches that are carried on top of them, most first. */
  readonly upstreams: readonly UpstreamCarried[];
}

/** What is carried, in patches and changed lines. */
export interface Carried {
  readonly name: string;
  readonly patches: number;
  readonly lines: number;
}

/** What is carried on top of one upstream, and who has to move. */
export interface UpstreamCarried extends Carried {
  readonly projects: number;
  /** Patches that can be dropped, that are to be sent or looked at, and that wait for upstream. */
  readonly drop: number;
  readonly ours: number;
  readonly theirs: number;
}
