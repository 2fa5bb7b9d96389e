// The nouns of a built history: commits and tags, each with the id that git will give it.
import { bytesOfByteString } from './bytes.js';
import { type ObjectFormat, objectId } from './objects.js';
import { leafAt, type Tree } from './tree.js';

/** A commit. Author and committer are whole lines, as byte strings: `Name <address> seconds zone`. */
export interface Commit {
  readonly kind: 'commit';
  readonly oid: string;
  readonly tree: Tree;
  readonly parents: readonly Commit[];
  readonly author: string;
  readonly committer: string;
  /** What the commit says its message is written in, or null for UTF-8. */
  readonly encoding: string | null;
  readonly message: Buffer;
}

/** An annotated tag of a commit. Name and tagger are byte strings. */
export interface Tag {
  readonly kind: 'tag';
  readonly oid: string;
  readonly name: string;
  readonly commit: Commit;
  readonly tagger: string;
  readonly message: Buffer;
}

/** The commit with its id. */
export function identifyCommit(format: ObjectFormat, commit: Omit<Commit, 'kind' | 'oid'>): Commit {
  const head = [
    `tree ${commit.tree.oid}`,
    ...commit.parents.map((parent) => `parent ${parent.oid}`),
    `author ${commit.author}`,
    `committer ${commit.committer}`,
    ...(commit.encoding === null ? [] : [`encoding ${commit.encoding}`]),
  ];
  return { kind: 'commit', oid: objectId(format, 'commit', withBody(head, commit.message)), ...commit };
}

/** The tag with its id. */
export function identifyTag(format: ObjectFormat, tag: Omit<Tag, 'kind' | 'oid'>): Tag {
  const head = [`object ${tag.commit.oid}`, 'type commit', `tag ${tag.name}`, `tagger ${tag.tagger}`];
  return { kind: 'tag', oid: objectId(format, 'tag', withBody(head, tag.message)), ...tag };
}

/** First line of a commit's message. */
export function subjectOf(commit: Commit): string {
  return commit.message.toString('utf8').split('\n', 1)[0] ?? '';
}

/** The text of a file in a commit. Throws when it has none of that name. */
export function textIn(commit: Commit, path: string): string {
  const found = leafAt(commit.tree, Buffer.from(path, 'utf8').toString('latin1'));
  if (!found) throw new Error(`${path}: not in ${subjectOf(commit)}`);
  return found.content.toString('utf8');
}

function withBody(head: readonly string[], message: Buffer): Buffer {
  return Buffer.concat([bytesOfByteString(`${head.join('\n')}\n\n`), message]);
}
