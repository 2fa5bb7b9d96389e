// What a commit message says about other commits and about its own fate. Read at line start only: prose may mention anything.
import type { Declared, MessageFacts } from '../model/patch.js';
import { declaredIn } from './declared.js';

/** No trailer is as long as this; patterns with two open ends take minutes on lines of megabytes. */
const LONGEST_LINE = 2000;

const OID = '([0-9a-f]{7,64})';

/** The ways in which a commit says where it was taken from; brackets and a leading "commit" are tolerated. */
const CITATIONS: readonly RegExp[] = [
  new RegExp(
    `^[[(]?\\s*(?:cherry[- ]picked|backported|back-ported|picked|cherry-pick) from (?:upstream )?(?:commit )?${OID}\\b`,
    'i',
  ),
  new RegExp(`^[[(]?\\s*upstream commit:? ${OID}\\s*[\\])]?`, 'i'),
  new RegExp(`^[[(]?\\s*commit ${OID} upstream\\.?`, 'i'),
  new RegExp(`^(?:upstream-commit|upstream-commit-id|git-commit):\\s*(?:commit )?${OID}\\b`, 'i'),
  // In free text only what is marked as a commit: dates and words are hex digits too.
  new RegExp(
    `^(?:applied-upstream|origin|upstream-status):.*?(?:\\bcommit[/:= ]+|\\b(?:id|h)=|/c/|/\\+/|\\[|\\b(?:backport|upstream|accepted|applied|merged)[ ,:(]+)${OID}\\b(?![.@-])`,
    'i',
  ),
];

const REVERTS = new RegExp(`^\\s*(?:this|it) reverts commit ${OID}\\b`, 'i');
const REVERT_SUBJECT = /^(?:Revert|Back out)[: ]+["“](.+)["”]\.?$/i;
const FIXES = new RegExp(`^fixes: ${OID}\\b`, 'i');

/** Trailers that stay the same from posting to landing, by their names. */
const KEYS: ReadonlyMap<string, readonly [RegExp, string]> = new Map([
  ['message-id', [/^message-id:\s*<?([^<>\s]+)>?/i, 'message-id']],
  ['link', [/^link:.*\/(?:r\/|[\w.-]+\/)?([^/\s]+@[^/\s]+?)\/?$/i, 'message-id']],
  ['change-id', [/^change-id:\s*(I[0-9a-f]{8,})/i, 'change-id']],
  ['pr-url', [/^pr-url:\s*(\S+)/i, 'pr']],
]);

/**
 * How every line begins that one of the patterns here, or what declares a status, can match: nearly all lines are told apart by
 * this one alone, and the word says which of the others can.
 */
const SPEAKING =
  /^[\s[(]*(cherry|pick|back-?port|upstream|commit|git-commit|applied|origin|this|it reverts|fixes|message-id|link|change-id|pr-url|patch-mainline|forwarded|superseded-by)/i;

/** What lines of a message say. */
interface Said {
  readonly citations: string[];
  readonly reverts: string[];
  readonly fixes: string[];
  readonly keys: Set<string>;
  /** Lines that may declare a status. */
  readonly declaring: string[];
}

/** A trailer may lie, and the last one wins: they are kept in reverse order of standing. */
export function parseMessage(message: string): MessageFacts {
  const [subject = '', ...body] = message.trimStart().split('\n');
  const said: Said = { citations: [], reverts: [], fixes: [], keys: new Set(), declaring: [] };
  for (const line of body) {
    const word = line.length <= LONGEST_LINE ? SPEAKING.exec(line)?.[1] : undefined;
    if (word !== undefined) hear(line, word.toLowerCase(), said);
  }
  const declared: Declared | null = declaredIn(subject, said.declaring);
  return {
    citations: [...new Set(said.citations)],
    reverts: said.reverts,
    revertsSubject: REVERT_SUBJECT.exec(subject)?.[1] ?? null,
    keys: [...said.keys],
    fixes: said.fixes,
    declared,
  };
}

/** Takes what a line says that begins with that word, in small letters: of the patterns only those that the word allows are tried. */
function hear(line: string, word: string, { citations, reverts, fixes, keys, declaring }: Said): void {
  const [pattern, name] = KEYS.get(word) ?? [];
  if (pattern) {
    const value = pattern.exec(line)?.[1];
    if (value) keys.add(`${name}:${value.toLowerCase()}`);
  } else if (word === 'this' || word === 'it reverts') {
    const reverted = REVERTS.exec(line)?.[1];
    if (reverted) reverts.push(reverted.toLowerCase());
  } else if (word === 'fixes') {
    const fixed = FIXES.exec(line)?.[1];
    if (fixed) fixes.push(fixed.toLowerCase());
  } else {
    const cited = CITATIONS.map((citation) => citation.exec(line)?.[1]).find((oid) => oid !== undefined);
    if (cited) citations.unshift(cited.toLowerCase());
    declaring.push(line);
  }
}

/** First line of a message that is not blank, as git takes it; '' when there is none. */
export function subjectOf(message: string): string {
  const text = message.trimStart();
  const end = text.indexOf('\n');
  return (end < 0 ? text : text.slice(0, end)).trim();
}

/** Prefixes that people put before a subject on the way: they say how it is carried, not what it does. */
const PREFIXES =
  /^(?:\[[^\]]{0,60}\]\s*|(?:UPSTREAM|BACKPORT|FROMGIT|FROMLIST|ANDROID|CHROMIUM|UBUNTU|SAUCE|fixup!|squash!|<carry>)[:\s]*)+/;

/** A commit brought back after a revert bears the old subject in quotes. */
const REAPPLIED = /^(?:Reapply|Reland|Re-land|Re-apply)[: ]+["“](.+)["”]\.?$/i;

/** A subject as it is compared: carry prefixes, case, punctuation and blanks folded away. */
export function plainSubject(subject: string): string {
  const bare = (REAPPLIED.exec(subject)?.[1] ?? subject).replace(PREFIXES, '').toLowerCase();
  // Nearly all subjects are ASCII, for which the pattern without Unicode's tables says the same in a third of the time.
  return bare.replace(/[^ -~]/.test(bare) ? /[^\p{L}\p{N}]+/gu : /[^a-z0-9]+/g, ' ').trim();
}
