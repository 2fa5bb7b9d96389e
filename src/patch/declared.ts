// The status a message declares for its own patch: Upstream-Status, DEP-3 fields, carry prefixes.
import type { Declared } from '../model/patch.js';
import type { Status } from '../model/status.js';

/** First words of `Upstream-Status:` (Yocto) and `Patch-mainline:` (SUSE), and what they mean here. */
const WORDS: readonly (readonly [RegExp, Status])[] = [
  [/^(?:backport|accepted|applied|merged|yes|v\d)/i, 'landed'],
  [/^(?:queued)/i, 'queued'],
  [/^(?:submitted|posted|under review)/i, 'submitted'],
  [/^(?:denied|rejected|no, rejected|refused)/i, 'rejected'],
  [/^(?:inappropriate|never|not[- ]applicable)/i, 'local'],
  [/^(?:pending|no\b|not yet)/i, 'pending'],
];

const PREFIXES: readonly (readonly [RegExp, Status])[] = [
  [/^UPSTREAM: <carry>/, 'local'],
  [/^(?:UPSTREAM|BACKPORT):/, 'landed'],
  [/^FROMGIT:/, 'queued'],
  [/^FROMLIST:/, 'submitted'],
  [/^(?:UBUNTU: SAUCE|ANDROID|CHROMIUM):/, 'local'],
];

/** What subject and body lines declare, or null. Of several the last trailer wins, and a trailer wins over a prefix. */
export function declaredIn(subject: string, lines: readonly string[]): Declared | null {
  const trailers = lines.map(fromLine).filter((found) => found !== null);
  const prefix = PREFIXES.find(([pattern]) => pattern.test(subject));
  const fromPrefix = prefix ? declaration(prefix[1], 'prefix', prefix[0].exec(subject)?.[0] ?? '') : null;
  return trailers.at(-1) ?? fromPrefix;
}

function fromLine(line: string): Declared | null {
  const [, name = '', value = ''] =
    /^(Upstream-Status|Patch-mainline|Forwarded|Applied-Upstream|Superseded-by):\s*(.+)$/i.exec(line) ?? [];
  const text = `${name}: ${value}`;
  switch (name.toLowerCase()) {
    case 'upstream-status':
    case 'patch-mainline': {
      const status = WORDS.find(([pattern]) => pattern.test(value.trim()))?.[1];
      return status ? declaration(status, 'trailer', text) : null;
    }
    case 'forwarded':
      if (/^not-needed/i.test(value)) return declaration('local', 'trailer', text);
      return declaration(/^no\b/i.test(value) ? 'pending' : 'submitted', 'trailer', text);
    case 'applied-upstream':
      return declaration('landed', 'trailer', text);
    case 'superseded-by':
      return declaration('superseded', 'trailer', text);
    default:
      return null;
  }
}

function declaration(status: Status, by: Declared['by'], text: string): Declared {
  const reason = /\[([^\]]*)\]/.exec(text)?.[1] ?? null;
  return {
    status,
    by,
    text: text.trim(),
    // A date is all digits too: a name of a commit has a letter.
    commit: /\b((?=\d*[a-f])[0-9a-f]{7,64})\b/.exec(text)?.[1] ?? null,
    url: /\bhttps?:\/\/[^\s\]>]+/.exec(text)?.[0] ?? null,
    reason,
    hold: false,
  };
}
