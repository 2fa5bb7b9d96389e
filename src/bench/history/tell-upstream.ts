// The upstream side of the generated history: everyday commits, topics that are merged, releases, and landings of patches.
import type { Chance } from './chance.js';
import type { Landing } from './landings.js';
import { applyHunk, undoHunk } from './patch.js';
import { areaOf, editFile, type SourceFile } from './source-tree.js';
import type { Writer } from './writer.js';

/** A branch that is being worked on; main keeps off its files meanwhile, so that merging it is no work. */
interface Topic {
  readonly files: readonly SourceFile[];
  tip: number;
  left: number;
}

/** Topics are made on this ref, one after the other; it is left at the last. */
const TOPIC_REF = 'refs/heads/topic';
const COMMITS_A_RELEASE = 2500;

/** Tells upstream's commits one by one, each on the present state of the files. */
export class UpstreamTeller {
  private topic: Topic | null = null;

  /** Goes on from the commit `tip`. */
  constructor(
    private readonly writer: Writer,
    private readonly chance: Chance,
    private readonly files: readonly SourceFile[],
    private readonly ref: string,
    private tip: number,
  ) {
    writer.point(ref, tip);
  }

  /** Tells one commit: the landing where there is one. */
  tell(number: number, landing: Landing | null): void {
    if (landing) this.land(number, landing);
    else if (this.topic?.left === 0) this.merge(number, this.topic);
    else this.everyday(number);
    if (number % COMMITS_A_RELEASE === 0) this.writer.point(`refs/tags/v${number / COMMITS_A_RELEASE}.0`, this.tip);
  }

  private land(number: number, { hunks, subject, moves, undoes, trailer = '' }: Landing): void {
    const files = [...new Set(hunks.map((hunk) => hunk.file))];
    const gone = moves ? files.map((file) => file.path) : [];
    for (const file of files) if (moves) file.path = `moved/${file.path}`;
    for (const hunk of hunks) (undoes ? undoHunk : applyHunk)(hunk.file.lines, hunk);
    this.tip = this.writer.commit({ ref: this.ref, number, parents: [this.tip], files, gone, subject, trailer });
  }

  private everyday(number: number): void {
    if (!this.topic && this.chance.happens(1 / 40)) this.topic = this.openTopic();
    const topic = this.chance.happens(0.7) ? this.topic : null;
    const count = this.chance.happens(0.6) ? 1 : 2 + this.chance.below(3);
    const choices = Array.from({ length: count }, () => (topic ? this.chance.pick(topic.files) : this.pickFree()));
    const files = [...new Set(choices)];
    for (const file of files) editFile(this.chance, file);
    if (topic) {
      topic.tip = this.writer.commit({ ref: TOPIC_REF, number, parents: [topic.tip], files });
      topic.left -= 1;
    } else this.tip = this.writer.commit({ ref: this.ref, number, parents: [this.tip], files });
  }

  private merge(number: number, { files, tip }: Topic): void {
    this.topic = null;
    const [first] = files;
    const says = `Merge topic of ${first ? areaOf(first) : 'all'}`;
    this.tip = this.writer.commit({ ref: this.ref, number, parents: [this.tip, tip], files, says });
  }

  /** Files of patches stay on main, where they land. */
  private openTopic(): Topic | null {
    const choices = Array.from({ length: 5 }, () => this.chance.pickEarly(this.files));
    const files = [...new Set(choices)].filter((file) => file.kept.size === 0);
    return files.length === 0 ? null : { files, tip: this.tip, left: 3 + this.chance.below(8) };
  }

  private pickFree(): SourceFile {
    for (;;) {
      const file = this.chance.pickEarly(this.files);
      if (!this.topic?.files.includes(file)) return file;
    }
  }
}
