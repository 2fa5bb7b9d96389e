// What people are called today, by the .mailmap that a project keeps.
import { decodeText } from '../patch/decode.js';
import { gatherGit } from './process.js';
import type { Workspace } from './workspace.js';

/** How a commit names somebody. */
export interface Named {
  readonly name: string;
  readonly email: string;
}

/** The same people by the names and addresses that the .mailmap of a commit gives them; as they are where it has none. Throws LandfallError `world` when git cannot. */
export async function mapPeople(workspace: Workspace, commit: string, people: readonly Named[]): Promise<Named[]> {
  const asked = people.map(({ name, email }) => `${name.replace(/[<>\n]/g, '')} <${email}>`);
  // git ends at what is no contact, so that is left out: an address has no blanks and no brackets.
  const sound = people.map(({ email }) => /^[^\s<>]+$/.test(email));
  const input = asked
    .filter((_, place) => sound[place])
    .map((line) => `${line}\n`)
    .join('');
  if (input === '') return [...people];
  const args = ['-c', `mailmap.blob=${commit}:.mailmap`, 'check-mailmap', '--stdin'];
  const answers = decodeText(await gatherGit(args, { ...workspace.run, input })).split('\n');
  let at = 0;
  return people.map((person, place) => {
    if (!sound[place]) return person;
    const [, name = '', email = person.email] = /^(.*?)\s*<([^<>]*)>$/.exec(answers[at++] ?? '') ?? [];
    return { name: name || person.name, email };
  });
}
