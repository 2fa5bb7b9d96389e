// Where a message speaks of other commits, and how: trailers, reverts, and prose.
import type { FollowKind } from '../model/fixes.js';

/** A commit that a message names, as written, and the line that names it. */
export interface Cited {
  readonly oid: string;
  readonly kind: FollowKind;
  readonly line: string;
}

/** No sentence is as long as this; what is longer is data. */
const LONGEST_LINE = 500;
/** Abbreviated ids have at least seven digits; a row of digits alone is a number. */
const OID = /(?<![0-9a-z/_.-])(?=[0-9a-f]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,64}(?![0-9a-z_@-])/gi;

/** A copy names its original, which says nothing against it. */
const COPY = /(?:cherry[- ]?picked|backported|picked) from|^\[?\s*upstream commit|^commit [0-9a-f]{7,64} upstream/i;
const REVERTS = /\breverts?\b|\bback(?:s|ed)? out\b/i;
const FIXES =
  /\bfix(?:es|ed|ing|up)?\b|\bregress|\bbr(?:eaks?|oke|oken)\b|\bintroduced\b|\bcaused by\b|\bfollow[- ]?up\b|\bamends?\b|\bfallout\b|\bbug in\b|\bmissed (?:in|by)\b|\bincomplete\b/i;

/** The commits that a message names, each with its most telling line. Prose names commits too: whether they exist is for the caller to see. */
export function citingLines(message: string): Cited[] {
  const found = new Map<string, Cited>();
  for (const raw of message.split('\n')) {
    const line = raw.trim();
    if (line.length > LONGEST_LINE || COPY.test(line)) continue;
    for (const [written] of line.matchAll(OID)) {
      const oid = written.toLowerCase();
      const kind = kindOf(line);
      const known = found.get(oid);
      if (!known || WEIGHT[kind] > WEIGHT[known.kind]) found.set(oid, { oid, kind, line });
    }
  }
  return [...found.values()];
}

/** Does a line that tells of a revert tell that it is one of a part? */
export function isOfPart(line: string): boolean {
  return /^(?:this |it )*(?:partially|partly) /i.test(line);
}

const WEIGHT: Readonly<Record<FollowKind, number>> = { reverts: 2, fixes: 1, cites: 0 };

function kindOf(line: string): FollowKind {
  if (/^fixes:/i.test(line)) return 'fixes';
  if (/^(?:this |it |partially |partly )*reverts? (?:the )?(?:upstream )?(?:commit )?["“(]?[0-9a-f]{7}/i.test(line))
    return 'reverts';
  // Prose that says "revert" may mean any commit: only mending words count there.
  return FIXES.test(line) || REVERTS.test(line) ? 'fixes' : 'cites';
}
