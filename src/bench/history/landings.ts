// Which upstream commits bring which patches in, and when: the plan that the generated history follows.
import type { Chance } from './chance.js';
import { type PatchHunk, planHunk, reviewed } from './patch.js';
import { subjectLine } from './source-text.js';
import { areaOf, type SourceFile } from './source-tree.js';

/** What becomes of a patch: every form of landing there is, or none. */
type Fate = 'same' | 'edited' | 'split' | 'squashed' | 'moved' | 'partial' | 'reverted' | 'pending';

/** Of a hundred patches: a third has not landed, the others share the forms. */
const SHARES: readonly (readonly [Fate, number])[] = [
  ['same', 25],
  ['edited', 12],
  ['split', 7],
  ['squashed', 8],
  ['moved', 5],
  ['partial', 5],
  ['reverted', 5],
  ['pending', 33],
];

/** How often the landing bears the patch's subject: of 498 exact landings of the QEMU fork 484 do, of 132 edited ones 67, of 60 in part 10. */
const SAME_SUBJECT = { exact: 0.97, edited: 0.5, partial: 1 / 6 } as const;

/** Upstream commits between a landing and what follows it: the rest of a split, a revert. */
const SOON = 20;

/** A patch as the downstream carries it. */
export interface PlannedPatch {
  readonly fate: Fate;
  readonly hunks: readonly PatchHunk[];
  readonly subject: string;
  /** A line of its message that its landing has as well, or ''. */
  readonly trailer: string;
  /** Number of the upstream commit it lands in, or would. */
  readonly landsAt: number;
}

/** An upstream commit that is made for a patch's sake. */
export interface Landing {
  readonly hunks: readonly PatchHunk[];
  /** Left out, it has one of its own. */
  readonly subject?: string | undefined;
  /** Renames the files as well. */
  readonly moves?: boolean;
  /** Takes the hunks back. */
  readonly undoes?: boolean;
  readonly trailer?: string;
}

export interface Plan {
  readonly patches: readonly PlannedPatch[];
  /** By the number of the upstream commit. */
  readonly landings: ReadonlyMap<number, Landing>;
}

/** Plans a stack of `count` patches that land among `commits` upstream commits. */
export function planStack(chance: Chance, files: readonly SourceFile[], count: number, commits: number): Plan {
  const landings = new Map<number, Landing>();
  let waiting: readonly PatchHunk[] = [];
  const patches = Array.from({ length: count }, (_, place) => {
    const landsAt = freeNumber(chance, landings, commits);
    const patch = planPatch(chance, files, place, landsAt);
    if (patch.fate === 'squashed' && waiting.length === 0) waiting = patch.hunks;
    else if (patch.fate === 'squashed') {
      landings.set(landsAt, { hunks: [...waiting, ...patch.hunks] });
      waiting = [];
    } else for (const [number, landing] of landingsOf(chance, patch)) landings.set(number, landing);
    return patch;
  });
  return { patches, landings };
}

function planPatch(chance: Chance, files: readonly SourceFile[], place: number, landsAt: number): PlannedPatch {
  const fate = fateOf(place);
  const parts = fate === 'split' || fate === 'partial' ? 2 : 1 + chance.below(3);
  const hunks = Array.from({ length: parts }, () => planHunk(chance, chance.pick(files)));
  const [first] = hunks;
  const subject = subjectLine(chance, first ? areaOf(first.file) : 'all');
  const trailer = chance.happens(0.1) ? `Link: https://example.org/r/${place}\n` : '';
  return { fate, hunks, subject, landsAt, trailer };
}

function fateOf(place: number): Fate {
  let rest = (place * 37) % 100;
  for (const [fate, share] of SHARES) {
    if (rest < share) return fate;
    rest -= share;
  }
  return 'pending';
}

function freeNumber(chance: Chance, taken: ReadonlyMap<number, Landing>, commits: number): number {
  for (;;) {
    const number = Math.ceil(commits / 20) + chance.below(Math.floor(commits * 0.9) - SOON);
    if (!taken.has(number) && !taken.has(number + SOON)) return number;
  }
}

function landingsOf(chance: Chance, patch: PlannedPatch): [number, Landing][] {
  const { fate, hunks, trailer, landsAt } = patch;
  const soon = landsAt + SOON;
  const [first, rest] = [hunks.slice(0, 1), hunks.slice(1)];
  const landing = (share: number, made: Landing): [number, Landing] => [
    landsAt,
    { ...made, trailer, subject: chance.happens(share) ? patch.subject : undefined },
  ];
  switch (fate) {
    case 'pending':
      return [];
    case 'edited':
      return [landing(SAME_SUBJECT.edited, { hunks: hunks.map((hunk) => reviewed(chance, hunk)) })];
    case 'moved':
      return [landing(SAME_SUBJECT.exact, { hunks, moves: true })];
    case 'partial':
      return [landing(SAME_SUBJECT.partial, { hunks: first })];
    case 'split':
      return [landing(SAME_SUBJECT.partial, { hunks: first }), [soon, { hunks: rest }]];
    case 'reverted':
      return [landing(SAME_SUBJECT.exact, { hunks }), [soon, { hunks, undoes: true }]];
    default:
      return [landing(SAME_SUBJECT.exact, { hunks })];
  }
}
