// The words that every output uses for actions, statuses and noise.
import type { Group } from './groups.js';
import type { Action, PatchReport } from '../model/report.js';
import type { ActionKind, Status } from '../model/status.js';

/** Heading of the group a patch belongs to. */
export function actionTitle(action: Pick<Action, 'kind' | 'release'>): string {
  if (action.kind !== 'drop-at-release') return TITLES[action.kind];
  return action.release === null ? 'Drop once released' : `Drop at ${action.release}`;
}

/** Heading of a group: for patches that were sent it says who has to move. */
export function groupTitle({ action, mover }: Pick<Group, 'action' | 'mover'>): string {
  if (mover === 'you') return 'Your move';
  return mover === 'nobody' ? 'Refused' : actionTitle(action);
}

/** What the patches of a group have in common. */
export function groupMeaning({ action, mover }: Pick<Group, 'action' | 'mover'>): string {
  if (mover === 'you') return 'sent, and upstream waits for you';
  return mover === 'nobody' ? 'upstream said no: carry them, or send them anew' : actionMeaning(action);
}

function actionMeaning(action: Pick<Action, 'kind' | 'release'>): string {
  if (action.kind !== 'drop-at-release') return MEANINGS[action.kind];
  return action.release === null ? 'landed, but no release holds them yet' : 'landed, not needed from that release on';
}

const TITLES: Readonly<Record<Exclude<ActionKind, 'drop-at-release'>, string>> = {
  'drop-now': 'Drop now',
  look: 'Look at',
  send: 'Send',
  wait: 'Waiting',
  keep: 'Keep',
};

const MEANINGS: Readonly<Record<Exclude<ActionKind, 'drop-at-release'>, string>> = {
  'drop-now': 'upstream has them, or they change nothing',
  look: 'a person must decide',
  send: 'upstream does not have them',
  wait: 'on their way upstream',
  keep: 'not meant for upstream',
};

/** What a status means for the one who carries the patch; the glossary in one sentence. */
export const STATUS_MEANING: Readonly<Record<Status, string>> = {
  landed: 'Upstream has this change.',
  absorbed: 'The content is at the upstream tip, but no commit could be named for it.',
  partial: 'Upstream has some hunks of this patch; the others are still yours.',
  reverted: 'Upstream took this change and took it out again.',
  superseded: 'The code it changes is gone upstream or was solved another way; confirm before you drop it.',
  queued: 'The change is in a tree that feeds upstream, but not yet on its branch.',
  submitted: 'The change was sent and awaits an answer.',
  rejected: 'Upstream refused the change.',
  pending: 'No landing of it was found upstream, and nothing says it was sent.',
  local: 'The change is not meant for upstream.',
  noise: 'The patch changes nothing that would have to be carried.',
  ambiguous: 'The evidence does not settle it; a person must look at the candidates.',
};

/** A subject to show; commits may have none. */
export function subjectWords(subject: string): string {
  return subject.trim() === '' ? '(no subject)' : subject;
}

/** The word below the status: the form, or hunks left; empty where there is none. */
export function statusDetail(patch: PatchReport): string {
  if (patch.status === 'partial') return `${patch.remaining.hunks}/${patch.size.hunks} left`;
  return patch.status === 'landed' || patch.status === 'queued' ? (patch.landing?.form ?? '') : '';
}
