// Command lines that send a patch: for a reader to look at and to run, never run here.
import type { Project } from '../model/config.js';
import type { MaintainerSection } from '../model/contacts.js';
import type { Patch } from '../model/patch.js';

/**
 * The ways to send it, one of which will do; none where nobody is known to send it to. A patch that lies in a file has to
 * be committed first: then the lines are for the commit that was made last.
 */
export function commandsFor(
  { origin, commit, id }: Pick<Patch, 'origin' | 'commit' | 'id'>,
  sections: readonly MaintainerSection[],
  contribute: Project['contribute'],
): readonly string[] {
  const what = origin.kind === 'commit' ? commit : 'HEAD';
  if (contribute?.kind === 'pull-request')
    return [`git push YOUR-FORK ${what}:refs/heads/send-${id}   # then ${contribute.address}`];
  const lists = [
    ...(contribute?.kind === 'list' ? [contribute.address] : []),
    ...sections.flatMap((entry) => entry.lists),
  ];
  const people = sections.flatMap((entry) => [...entry.maintainers, ...entry.reviewers]);
  if (lists.length + people.length === 0) return [];
  const to = [...new Set(lists)].map(quoted);
  const cc = [...new Set(people.map(addressed))].map(quoted);
  const mail = [...to.map((address) => `--to=${address}`), ...cc.map((who) => `--cc=${who}`)];
  // b4 sends branches, so one with this commit alone, and none without a cover letter that was edited; its options take all addresses at once.
  const b4 = [...(to.length > 0 ? ['--to', ...to] : []), ...(cc.length > 0 ? ['--cc', ...cc] : [])];
  const steps = [
    `git switch --create send-${id} ${what}`,
    `b4 prep --enroll ${what}~1`,
    'b4 prep --edit-cover',
    `b4 send ${b4.join(' ')}`,
  ];
  const lines = [`git send-email -1 ${what} ${mail.join(' ')}`, steps.join(' && ')];
  return origin.kind === 'commit'
    ? lines
    : lines.map((line) => `${line}   # once it is committed in a clone of upstream`);
}

/** A name with a dot or a comma goes in double quotes: git send-email takes it apart otherwise. */
function addressed(who: string): string {
  const [, name = '', address] = /^([^"<>]*?)\s*<([^<>]+)>$/.exec(who) ?? [];
  return address !== undefined && /[().,:;@[\]\\]/.test(name) ? `"${name.replaceAll('\\', '\\\\')}" <${address}>` : who;
}

/** For a shell: what a repository says ends in single quotes, and cannot end them. */
function quoted(text: string): string {
  return /^[\w@.+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
