import iconv from 'iconv-lite';

/** Faster than iconv-lite, and windows-1252 to the letter: iconv-lite loses the five bytes that Windows leaves undefined. */
const BUILT_IN = new Set(['utf-8', 'windows-1252']);

/** What turns pieces of bytes into pieces of text. */
interface Decoder {
  write(bytes: Uint8Array): string;
  end(): string;
}

/** Decodes piece by piece; a letter may be cut by the border of two pieces. */
export function decoderOf(encoding: string): Decoder {
  if (!BUILT_IN.has(encoding)) {
    const legacy = iconv.getDecoder(encoding);
    return { write: (bytes) => legacy.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)), end: () => legacy.end() ?? '' };
  }
  const builtIn = new TextDecoder(encoding);
  return { write: (bytes) => builtIn.decode(bytes, { stream: true }), end: () => builtIn.decode() };
}

/** Text in pieces, with `\n` line ends and no byte-order mark. */
export async function* decodeStream(pieces: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  const ends = new LineEnds();
  for await (const piece of pieces) {
    const text = ends.write(decoder.write(piece));
    if (text !== '') yield text;
  }
  const rest = ends.write(decoder.end()) + ends.end();
  if (rest !== '') yield rest;
}

/** All at once. */
export function decodeAll(bytes: Uint8Array, encoding: string): string {
  const decoder = decoderOf(encoding);
  const ends = new LineEnds();
  return ends.write(decoder.write(bytes) + decoder.end()) + ends.end();
}

/** Makes every line end `\n`, also where a piece ends between `\r` and `\n`; drops a byte-order mark. */
class LineEnds {
  #carried = '';
  #first = true;

  write(piece: string): string {
    let text = this.#carried + piece;
    this.#carried = '';
    if (this.#first && text !== '') {
      if (text.startsWith('\uFEFF')) text = text.slice(1);
      this.#first = false;
    }
    if (text.endsWith('\r')) {
      this.#carried = '\r';
      text = text.slice(0, -1);
    }
    return text.includes('\r') ? text.replace(/\r\n?/gu, '\n') : text;
  }

  end(): string {
    return this.#carried === '' ? '' : '\n';
  }
}
