// What an answer on a list says about a patch: tags, and the phrases people use for taking, refusing and asking for more.

/** What was said, with the words that say it. `by` is set where a tag names another person than the sender. */
export interface Said {
  readonly kind: SaidKind;
  readonly words: string;
  readonly by?: string;
}

export type SaidKind =
  | 'reviewed'
  | 'acked'
  | 'tested'
  | 'approved'
  | 'applied'
  | 'queued'
  | 'dropped'
  | 'changes'
  | 'refused'
  | 'withdrawn'
  | 'ping';

const TAG = /^\s{0,4}(Reviewed|Acked|Tested|Nacked)-by:\s*(.{1,200})$/i;
const TAGS: Readonly<Record<string, SaidKind>> = {
  reviewed: 'reviewed',
  acked: 'acked',
  tested: 'tested',
  nacked: 'refused',
};

/** How a sentence of somebody who took the patch begins: `Applied`, `Thanks, queued`, `I've pushed`, `Both patches merged`. */
const TOOK =
  "^(?:(?:hi|hello|thanks?|thank you|ok(?:ay)?|great|perfect|nice)\\b[^.?]{0,30}?[,!.]\\s*)?(?:fyi,?\\s+)?(?:(?:the |this |whole |entire )*(?:patch(?:es)?(?: ?set)?|series|both|all|now|rest|first \\w+)(?: patch(?:es)?)?\\s+(?:is |are |was |were |has been |have been )?(?:now )?)?(?:(?:i|i[’']ve|i have|we[’']ve)\\s+(?:just |now |have )?)?";

/** What somebody who took the patch says later in a sentence: `I did some cleanup and merged all`, `I finally pushed this, thanks`. */
const TAKING = '(?:applied|merged|pushed|committed)';
const IT =
  '(?: (?:this|it|them|all|both|these|everything|(?:the )?(?:whole |entire |rest of the )?(?:patch(?:es)?|series|patch ?set|set)))';
const THEN =
  '(?:\\s*(?:[.!;)]|, (?:with|thanks?|but)\\b|,?$)| (?:with|now|thanks?|upstream)\\b| to \\S*(?:next|master|main|trunk)\\b)';
const HOW = '(?: (?:\\w+ly|just|now|then|also))*';
const I = "\\bI(?:[’']ve| have)?";
/** `the function I merged` is about a function: without an object a sentence has to begin there. */
const TAKEN = `(?:(?:(?:^|[,.;:!)] |\\b(?:but|so|thus|fyi:?) )${I}|\\band)${HOW} ${TAKING}${IT}?|${I}${HOW} ${TAKING}${IT}|^fyi:?,? (?:\\w+ ){0,3}${TAKING})${THEN}`;
/** What is not done, or only told of. */
const UNDONE =
  '\\b(?:be|been|being|gets?|will|would|should|can|could|must|once|when|if|until|before|not|never|yet|was|were|is|are|after)\\b';

/** In the order in which they are tried; the first that fits a line speaks for it. */
const PHRASES: readonly (readonly [SaidKind, RegExp])[] = [
  [
    'withdrawn',
    /\bself-?nack\b|\bplease (?:ignore|disregard|drop) (?:this|that|the)\b|\bwithdraw(?:n|ing)?\b|\bscratch (?:this|that)\b/i,
  ],
  [
    'refused',
    /\bN(?:ACK|AK|ACKed|AKed)\b|\bI(?:[’']m| am) not (?:going|willing) to (?:take|apply|merge)\b|\bwon[’']t (?:take|apply|merge|accept) (?:this|it)\b|\b(?:reject(?:ed|ing)) (?:this|the (?:patch|series))\b|\b(?:patch|series) (?:is|was|has been) rejected\b/,
  ],
  [
    'refused',
    /\b(?:clos|mark)(?:ing|ed) (?:this|it)\b[^.]{0,40}\bas (?:rejected|superseded|handled elsewhere|not applicable|obsolete)\b/i,
  ],
  ['dropped', /^(?:i[’']ve |i have |i )?(?:dropped|unqueued|un-queued) (?:this|it|the (?:patch|series)|from)\b/i],
  ['queued', new RegExp(`${TOOK}(?:queued|queueing|queuing|picked (?:this |it )?up)\\b(?!\\?)`, 'i')],
  ['queued', new RegExp(`${TOOK}applied to \\S*(?:next|queue|staging|testing)\\b`, 'i')],
  [
    'applied',
    new RegExp(
      `${TOOK}(?:applied|merged|pushed|committed)\\b(?! (?:by|cleanly|on top|and tested|it and)\\b)(?![^.]*\\?)`,
      'i',
    ),
  ],
  ['applied', new RegExp(`^(?!.*${UNDONE}.*\\b${TAKING}).*${TAKEN}`, 'i')],
  ['applied', /\b(?:this|the) (?:patch|series) (?:has been|was) (?:applied|merged) (?:to|into)\b/i],
  [
    'approved',
    /^(?:lgtm\b|looks (?:good|fine|ok|great)\b(?!.*\bbut\b)|this (?:is ok|is okay|looks good)\b|ok(?:ay)? to (?:commit|push)|approved\b|please (?:push|commit|apply)\b)/i,
  ],
  [
    'changes',
    /\bplease\b(?! (?:apply|review|consider|find|see|let|note|pull|merge|take|ping|help|feel|be aware|keep me|cc|test|retest|point|comment)\b)/i,
  ],
  [
    'changes',
    /\b(?:can|could|would) you (?:please |maybe |also )?(?:add|split|drop|rebase|rename|remove|fix|change|move|use|resend|respin|send|make|update|put|describe|explain)\b/i,
  ],
  ['changes', /\bneeds? (?:a |to be )?(?:v\d|respin|rework|rebas|split|changed|fixed|more work)\w*/i],
  [
    'changes',
    /\b(?:you|this|that|it|we) should(?: not|n[’']t)? (?:be|use|have|go|also|probably|rather|add|drop|check)\b/i,
  ],
  ['changes', /\b(?:does(?: not|n[’']t)|fails to|no longer) (?:build|compile|apply)\b|\bbreaks the build\b/i],
  [
    'changes',
    /^nit(?:pick)?s?\b|\bI(?:[’']d| would) (?:rather|prefer|suggest)\b|\bsend (?:a |an )?(?:v\d|new version|updated)\b|\brespin\b/i,
  ],
  ['ping', /^[\s^]*(?:gentle |friendly )?ping\b/i],
];

/** What the words of one mail say, each kind once; quoted lines, signatures and lists of earlier tags do not count. */
export function saidIn(text: string): Said[] {
  const said = new Map<string, Said>();
  for (const line of ownLines(text)) {
    const [, tag = '', person = ''] = TAG.exec(line) ?? [];
    const kind = tag === '' ? PHRASES.find(([, pattern]) => pattern.test(line))?.[0] : TAGS[tag.toLowerCase()];
    if (kind === undefined) continue;
    const key = tag === '' ? kind : `${kind} ${person}`;
    if (said.size >= MOST_SAID || said.has(key)) continue;
    const by = person
      .replace(/\s*<.*$/, '')
      .replace(/^"|"$/g, '')
      .trim();
    said.set(key, { kind, words: line.trim().slice(0, MOST_WORDS), ...(by === '' ? {} : { by }) });
  }
  return [...said.values()];
}

/** A mail that says more than this is a list of something. */
const MOST_SAID = 8;
/** Words that are shown. */
const MOST_WORDS = 160;
/** A line of prose is no longer; patterns are not let loose on what is. */
const LONGEST_LINE = 500;
/** An answer has said what it has to say by then. */
const MOST_LINES = 2000;

function ownLines(text: string): string[] {
  const lines = text.split('\n', MOST_LINES);
  const signature = lines.findIndex((line) => /^-- ?$/.test(line));
  return lines
    .slice(0, signature < 0 ? lines.length : signature)
    .filter((line) => line.length <= LONGEST_LINE && line.trim() !== '')
    .filter((line) => !/^\s*[>|:}]|^\s*(?:On .*wrote:|[-_]{5,}|From:|Sent:|diff --git |[-+@]{2,} )/.test(line))
    .map((line) => line.trim());
}
