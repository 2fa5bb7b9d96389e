// Bytes at the builder's door: text is UTF-8, a Buffer is taken as it is; inside, names are strings with one character a byte.

/** What a message, a path, a person or a file may be given as: text (written as UTF-8) or raw bytes. */
export type Text = string | Buffer;

/** The bytes of a text. */
export function bytesOf(text: Text): Buffer {
  return typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
}

/** The same as a string with one character (U+0000 to U+00FF) a byte: such strings sort and compare as git sorts bytes. */
export function byteString(text: Text): string {
  return bytesOf(text).toString('latin1');
}

/** The bytes of a byte string. */
export function bytesOfByteString(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
