// An mbox file: mails are found again by where they stand in it.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { splitMbox } from '../../mail/index.js';
import type { Archive } from './archive.js';

/** An mbox that begins with other bytes than before is another mbox. */
const HEAD_BYTES = 4096;

/** Reads an mbox; what is appended to it later is read on from there. */
export function mbox(path: string, mostBytes: number): Archive {
  return {
    stamp: async () => {
      const { size, mtimeMs } = await stat(path);
      return `${size} ${mtimeMs}`;
    },
    readNew: async (since) => {
      const { size } = await stat(path);
      const from = Number(since?.offset ?? 0);
      const goesOn = since !== null && size >= from && since.head === (await headOf(path, Number(since.headBytes)));
      const start = goesOn ? from : 0;
      const headBytes = Math.min(size, HEAD_BYTES);
      return {
        fresh: !goesOn,
        mails: mailsOf(path, start, size, mostBytes),
        position: { offset: size, headBytes, head: await headOf(path, headBytes) },
      };
    },
    readAt: async (places, take) => {
      for (const at of places) {
        const [start = 0, end = 0] = at.split('-').map(Number);
        for await (const { raw } of mailsOf(path, start, end, mostBytes)) take(at, raw);
      }
    },
    close: async () => undefined,
  };
}

async function* mailsOf(path: string, from: number, to: number, mostBytes: number) {
  if (to <= from) return;
  const stream = createReadStream(path, { start: from, end: to - 1 }) as AsyncIterable<Buffer>;
  for await (const { raw, start, end } of splitMbox(stream, from)) {
    if (raw.length <= mostBytes) yield { at: `${start}-${end}`, raw };
  }
}

async function headOf(path: string, bytes: number): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex');
  } finally {
    await file.close();
  }
}
