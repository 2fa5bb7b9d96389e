// Addresses of reports that a patch's text names: DEP-3's `Bug:`, the trailers of other projects, and free comments.

/** Trailers that name a report. */
const REPORTED = /^(?:Bug(?:-[A-Za-z]+)?|BugLink|Closes|Resolves|Fixes):\s*<?(https?:\/\/[^\s>]+)/i;

/** The addresses of reports that trailers of a message name, in their order. */
export function bugsIn(message: string): string[] {
  const found = message.split('\n').flatMap((line) => REPORTED.exec(line)?.[1] ?? []);
  return [...new Set(found)];
}

/** Servers take no longer ones, and the patterns below look through one again and again. */
const LONGEST_ADDRESS = 2000;
const ADDRESS = /\bhttps?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:]/g;
const COMMIT = /\/commit\/(?:\?(?:.*&)?(?:id|h)=)?[0-9a-f]{7,64}\b|[?&;](?:id|h)=[0-9a-f]{7,64}\b/i;
/** Where patches are sent, in the addresses of forges and of archives of mailing lists. */
const SENT =
  /\/(?:pull|merge_requests|pull-requests)\/\d+|\/c\/[^/]+.*\/\+\/\d+|\blists?\.|\blore\.kernel\.org\b|\bpatchwork\b|\bpatchew\.org\b|\bmarc\.info\b|\bmail-archive\.com\b|\/(?:pipermail|ml|archive)\//i;
const REPORT =
  /\bbugs?[.-]|bugzilla|show_bug\.cgi|query-pr|\bgnats\b|\/issues\/\d+|\/tickets?\/|\btracker\b|\/bugs?\//i;

/** The trailers that say what the addresses in a free comment are: a commit it was taken from, where it was sent, a report. */
export function trailersFor(comment: string): string[] {
  return [...new Set(comment.match(ADDRESS) ?? [])].flatMap((address) => {
    if (address.length > LONGEST_ADDRESS) return [];
    if (COMMIT.test(address)) return [`Origin: upstream, ${address}`];
    if (SENT.test(address)) return [`Forwarded: ${address}`];
    return REPORT.test(address) ? [`Bug: ${address}`] : [];
  });
}
