import { Transform, type TransformCallback } from 'node:stream';

/** Byte-order marks, which say more than a header: https://encoding.spec.whatwg.org/#bom-sniff */
const MARKS = [[0xef, 0xbb, 0xbf], [0xfe, 0xff], [0xff, 0xfe]];
const MARK = '\uFEFF';

/**
 * Rewrites text to UTF-8 with a byte-order mark, where its header names another character set and it has no mark: whoever
 * reads the file does not know the header. UTF-8 stays as it is, since it is known by itself, and often only claimed.
 */
export function fromCharset(charset: string | undefined): Transform[] {
  const decoder = charset === undefined ? null : decoderOf(charset);
  if (decoder === null || decoder.encoding === 'utf-8') return [];
  let isFirst = true;
  let isMarked = false;
  return [new Transform({
    transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      if (isFirst) isMarked = MARKS.some((mark) => mark.every((byte, place) => piece[place] === byte));
      const start = isFirst ? MARK : '';
      isFirst = false;
      done(null, isMarked ? piece : Buffer.from(start + decoder.decode(piece, { stream: true })));
    },
    flush(done: TransformCallback) { done(null, isMarked ? null : Buffer.from(decoder.decode())); },
  })];
}

function decoderOf(charset: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(charset.trim().replace(/^"|"$/gu, ''));
  } catch {
    return null;
  }
}
