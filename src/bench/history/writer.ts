// Takes down the commits of the generated history, with authors, dates and messages, and writes them as one stream.
import type { Chance } from './chance.js';
import { blobCommand, commitCommand, type FileChange, refCommand } from './import-stream.js';
import { message, subjectLine, word } from './source-text.js';
import { areaOf, type SourceFile } from './source-tree.js';

/** A commit to write; `number` says how far the history has come. */
export interface Written {
  readonly ref: string;
  readonly number: number;
  readonly parents: readonly number[];
  /** The files it leaves changed; their present lines are its contents. */
  readonly files: readonly SourceFile[];
  /** Paths it deletes. */
  readonly gone?: readonly string[];
  /** Its message, or only its first line, where a made-up one will not do. */
  readonly says?: string;
  readonly subject?: string | undefined;
  readonly trailer?: string;
  /** Days its author's date lies before its committer's. */
  readonly age?: number;
}

const START = Date.parse('2019-01-01T00:00:00Z') / 1000;
const DAY = 86_400;
/** Four years, as for 30,000 commits of QEMU. */
const PERIOD = 4 * 365 * DAY;
const AUTHORS = 150;

/** Marks number commits and contents alike, in the order in which they are told. */
export class Writer {
  private commands: Buffer[] = [];
  private versions = new Map<SourceFile, Buffer[]>();
  private readonly authors: readonly string[];
  private mark = 0;

  /** `commits` in all: they are spread over the time evenly. */
  constructor(
    private readonly chance: Chance,
    private readonly commits: number,
  ) {
    this.authors = Array.from({ length: AUTHORS }, (_, place) => {
      return `${word(chance)} ${word(chance)} <author${place}@example.org>`;
    });
  }

  /** Takes down a commit and returns its mark. */
  commit({ ref, number, parents, files, gone = [], says, subject, trailer, age = 0 }: Written): number {
    const author = this.chance.pickEarly(this.authors);
    const changes = files.map((file): FileChange => [file.path, this.keep(file)]);
    const committed = START + Math.floor((number * PERIOD) / this.commits);
    const area = files[0] ? areaOf(files[0]) : 'all';
    const mark = ++this.mark;
    this.commands.push(
      commitCommand({
        ref,
        mark,
        author,
        date: committed - age * DAY,
        committed,
        message: says ?? message(this.chance, subject ?? subjectLine(this.chance, area), author, trailer),
        parents,
        files: [...gone.map((path): FileChange => [path, null]), ...changes],
      }),
    );
    return mark;
  }

  /** Points a ref at a commit. */
  point(ref: string, mark: number): void {
    this.commands.push(refCommand(ref, mark));
  }

  /** What was told since the last time; it is held no longer. Versions of one file stand side by side, the newest first: as git packs a clone. */
  *take(): Generator<Buffer> {
    const { versions, commands } = this;
    this.versions = new Map();
    this.commands = [];
    for (const own of versions.values()) yield* own.toReversed();
    yield* commands;
  }

  private keep(file: SourceFile): number {
    const own = this.versions.get(file) ?? [];
    own.push(blobCommand(++this.mark, Buffer.from(`${file.lines.join('\n')}\n`)));
    this.versions.set(file, own);
    return this.mark;
  }
}
