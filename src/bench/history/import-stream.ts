// The commands of a `git fast-import` stream that tell a history.

/** The mark of a file's new content, or null where it is deleted. */
export type FileChange = readonly [path: string, blob: number | null];

export interface StreamCommit {
  readonly ref: string;
  readonly mark: number;
  readonly author: string;
  readonly date: number;
  readonly committed: number;
  readonly message: string;
  /** Marks; the first parent first. */
  readonly parents: readonly number[];
  readonly files: readonly FileChange[];
}

/** The commands for a commit. */
export function commitCommand(commit: StreamCommit): Buffer {
  const { ref, mark, author, message, parents, files } = commit;
  const [first, ...merged] = parents;
  return Buffer.concat([
    Buffer.from(`commit ${ref}\nmark :${mark}\n`),
    Buffer.from(`author ${author} ${commit.date} +0000\ncommitter ${author} ${commit.committed} +0000\n`),
    dataCommand(Buffer.from(message)),
    Buffer.from(first === undefined ? '' : `from :${first}\n`),
    Buffer.from(merged.map((parent) => `merge :${parent}\n`).join('')),
    Buffer.from(files.map(([path, blob]) => (blob === null ? `D ${path}\n` : `M 100644 :${blob} ${path}\n`)).join('')),
    Buffer.from('\n'),
  ]);
}

/** The command for a file's content. */
export function blobCommand(mark: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`blob\nmark :${mark}\n`), dataCommand(content)]);
}

/** The command that points a ref at a commit. */
export function refCommand(ref: string, mark: number): Buffer {
  return Buffer.from(`reset ${ref}\nfrom :${mark}\n\n`);
}

function dataCommand(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`data ${content.length}\n`), content, Buffer.from('\n')]);
}
