// An upstream diff as what matching needs of it, whatever the patches and settings are: so that it can be kept for later runs.
import type { DiffSketch, FileSketch } from '../model/known.js';
import { lineKey, signedKey, wordCharacters } from '../patch/line-key.js';
import { opaqueLines, sentenceKey } from '../patch/opaque.js';
import { type FileHeader, scanDiff } from '../patch/scan.js';
import { FileDigester } from './diff-digest.js';

/** Sketches the diff of one commit, in the order git prints it. */
export function sketchDiff(diff: Buffer): DiffSketch {
  const files: FileSketch[] = [];
  let open: OpenFile | null = null;
  const close = () => {
    if (open) files.push(open.finish());
    open = null;
  };
  scanDiff(diff, {
    file: (header) => {
      close();
      open = new OpenFile(header);
    },
    hunk: () => open?.hunk(),
    line: (sign, start, end) => open?.line(sign, diff, start, end),
  });
  close();
  return { files };
}

class OpenFile {
  private readonly digester: FileDigester;
  private readonly lines: number[] = [];
  private told = false;

  constructor(private readonly header: FileHeader) {
    this.digester = new FileDigester(header.oldPath, header.newPath);
  }

  hunk(): void {
    this.tellOpaque(1);
  }

  line(sign: '+' | '-' | ' ', diff: Buffer, start: number, end: number): void {
    const key = lineKey(diff, start, end);
    this.digester.line(sign, key);
    if (sign !== ' ' && !(wordCharacters(key) === 0 && isBlank(diff, start, end)))
      this.lines.push(signedKey(key, sign === '+'));
  }

  finish(): FileSketch {
    this.tellOpaque(0);
    const { oldPath, newPath } = this.header;
    return { oldPath, newPath, lines: Float64Array.from(this.lines), ...this.digester.finish() };
  }

  /** Changes that the hunks do not show come first, once it is known whether there are hunks. */
  private tellOpaque(hunks: number): void {
    if (this.told) return;
    this.told = true;
    for (const sentence of opaqueLines(this.header, hunks)) {
      this.digester.line('+', sentenceKey(sentence));
      this.lines.push(signedKey(sentenceKey(sentence), true));
    }
  }
}

function isBlank(buffer: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = buffer[at] as number;
    if (byte !== 32 && !(byte >= 9 && byte <= 13)) return false;
  }
  return true;
}
