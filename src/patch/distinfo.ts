// The `distinfo` of a pkgsrc package: sums of its distribution files and of its patches.

/** Digests of contents, in hex: the names are those of distinfo (`SHA1`, `BLAKE2s`, `SHA512`, `RMD160`). Null for one that is not known. */
export type Digest = (algorithm: string, content: Buffer) => string | null;

/** pkgsrc leaves these lines out of a patch's sum: CVS changes them without a change of the patch. */
const ID = Buffer.from('$NetBSD');
const NEWLINE = 10;
const ENTRY = /^(\S+) \((patch-[^)]*)\) = .*$/;

/** What a patch's sum is taken of: its lines without those that CVS writes. */
function summedPart(content: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let start = 0; start < content.length; ) {
    const found = content.indexOf(NEWLINE, start);
    const end = found < 0 ? content.length : found + 1;
    const line = content.subarray(start, end);
    if (!line.includes(ID)) kept.push(line);
    start = end;
  }
  return Buffer.concat(kept);
}

/** The text with the sums of these patches renewed, by file name; entries of other patches go, those of distribution files stay. */
export function renewDistinfo(text: string, patches: ReadonlyMap<string, Buffer>, digest: Digest): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const [, algorithm = '', name = ''] = ENTRY.exec(line) ?? [];
      if (name === '') return [line];
      const content = patches.get(name);
      if (content === undefined) return [];
      const sum = digest(algorithm, summedPart(content));
      return [sum === null ? line : `${algorithm} (${name}) = ${sum}`];
    })
    .join('\n');
}
