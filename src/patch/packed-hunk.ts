// A hunk kept as the bytes of its diff: a large stack holds a million lines, and nearly all of them are looked at once.
import type { Hunk, Line } from '../model/patch.js';
import { decodeText } from './decode.js';
import { lineKey } from './line-key.js';

/** A hunk within a diff's bytes. Its lines are made anew each time they are asked for: take them once. */
export class PackedHunk implements Hunk {
  /** For each line: place of its sign in SIGNS, and where its text starts and ends. */
  private readonly spans: number[] = [];

  constructor(
    private readonly diff: Buffer,
    readonly oldStart: number,
    readonly newStart: number,
    readonly section: string,
  ) {}

  /** Adds the line whose text is `diff[start, end)`. */
  add(sign: Line['sign'], start: number, end: number): void {
    this.spans.push(SIGNS.indexOf(sign), start, end);
  }

  get lines(): Line[] {
    const lines: Line[] = [];
    for (let at = 0; at < this.spans.length; at += 3) {
      const [sign = 0, start = 0, end = 0] = [this.spans[at], this.spans[at + 1], this.spans[at + 2]];
      lines.push(new PackedLine(this.diff, SIGNS[sign] ?? ' ', start, end));
    }
    return lines;
  }
}

const SIGNS = [' ', '+', '-'] as const;

/** A line whose text and key are made when they are asked for. */
class PackedLine implements Line {
  constructor(
    private readonly diff: Buffer,
    readonly sign: Line['sign'],
    private readonly start: number,
    private readonly end: number,
  ) {}

  get text(): string {
    return decodeText(this.diff, this.start, this.end);
  }

  get key(): number {
    return lineKey(this.diff, this.start, this.end);
  }
}
