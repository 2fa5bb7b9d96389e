// Signed keys of lines as bytes, behind a letter that says what they are.

/** Writes them. */
export function encodeLines(letter: string, { buffer, byteOffset, byteLength }: Float64Array): Buffer {
  return Buffer.concat([Buffer.from(letter, 'latin1'), Buffer.from(buffer, byteOffset, byteLength)]);
}

/** Reads what was written. */
export function decodeLines(bytes: Buffer): { readonly letter: string; readonly lines: Float64Array } {
  // Copied: numbers have to lie at multiples of eight.
  return { letter: bytes.toString('latin1', 0, 1), lines: new Float64Array(Uint8Array.from(bytes.subarray(1)).buffer) };
}
