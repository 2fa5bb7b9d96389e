// Follow-up fixes as a sheet: what is missing first, worst first.
import type { Fixes, FollowKind, FollowUp, PatchFixes } from '../../model/fixes.js';
import { FOLLOW_KINDS } from '../../model/fixes.js';
import { counted, day, shortId } from '../figures.js';
import type { Style } from '../style.js';
import type { Laid, SheetRow } from './sheet.js';

/** The follow-ups, laid out; what the downstream has already is only counted. */
export function fixesSheet(fixes: Fixes): Laid {
  const { project, looked, patches, notices } = fixes;
  const all = patches.flatMap(({ followUps }) => followUps);
  const count = (held: FollowUp['held']) =>
    `${new Set(all.filter((each) => each.held === held).map(({ oid }) => oid)).size}`;
  const sheet = {
    title: `${project}: follow-ups of what was taken`,
    facts: [
      [
        'looked at',
        `${looked.known} of ${counted(looked.patches, 'patch', 'patches')}, whose upstream commits are known`,
      ] as const,
      [
        'follow-ups',
        `${count('missing')} missing, ${count('carried')} carried as patches, ${count('in-base')} in the base`,
      ] as const,
    ],
    groups: FOLLOW_KINDS.map((kind) => {
      const [title, meaning] = WORDS[kind];
      return { title, meaning, rows: patches.flatMap((patch) => rowsOf(patch, kind)) };
    }),
    notices,
  };
  return { value: fixes, sheets: [sheet] };
}

const WORDS: Readonly<Record<FollowKind, readonly [string, string]>> = {
  reverts: ['Taken back', 'upstream reverted it, and you have not'],
  fixes: ['Mended later', 'upstream fixed it, and you have not taken that'],
  cites: ['Named later', 'another commit builds on it: read whether it matters to you'],
};

const STYLES: Readonly<Record<FollowKind, Style>> = { reverts: 'bad', fixes: 'warn', cites: 'dim' };

function rowsOf({ id, subject, followUps }: PatchFixes, wanted: FollowKind): SheetRow[] {
  return followUps
    .filter(({ kind, held }) => kind === wanted && held === 'missing')
    .map(({ oid, subject: says, date, release, of, says: line }) => ({
      id: shortId(oid),
      word: day(date),
      style: STYLES[wanted],
      text: says,
      below: [
        `on ${id} ${subject}`,
        `${release === null ? 'in no release' : `in ${release}`}, about ${shortId(of)}: ${line}`,
      ],
    }));
}
