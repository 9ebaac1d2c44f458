import { Transform, type TransformCallback } from 'node:stream';

/** Byte-order marks, which say more than a header: https://encoding.spec.whatwg.org/#bom-sniff */
const MARKS = [[0xef, 0xbb, 0xbf], [0xfe, 0xff], [0xff, 0xfe]];
const LONGEST_MARK = 3;
const MARK = '\uFEFF';

/**
 * Rewrites text to UTF-8 with a byte-order mark, where its header names another character set and it has no mark: whoever
 * reads the file does not know the header. UTF-8 stays as it is, since it is known by itself, and often only claimed.
 */
export function fromCharset(charset: string | undefined): Transform[] {
  const decoder = charset === undefined ? null : decoderOf(charset);
  if (decoder === null || decoder.encoding === 'utf-8') return [];
  // Held back until it can be told whether it begins with a mark.
  let head: Buffer | null = Buffer.alloc(0);
  let isMarked = false;
  const begin = (start: Buffer): Buffer => {
    head = null;
    isMarked = MARKS.some((mark) => mark.every((byte, place) => start[place] === byte));
    return isMarked || start.length === 0 ? start : Buffer.from(MARK + decoder.decode(start, { stream: true }));
  };
  return [new Transform({
    transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      if (head === null) {
        done(null, isMarked ? piece : Buffer.from(decoder.decode(piece, { stream: true })));
        return;
      }
      head = Buffer.concat([head, piece]);
      done(null, head.length < LONGEST_MARK ? null : begin(head));
    },
    flush(done: TransformCallback) {
      const start = head === null ? Buffer.alloc(0) : begin(head);
      done(null, isMarked ? start : Buffer.concat([start, Buffer.from(decoder.decode())]));
    },
  })];
}

function decoderOf(charset: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(charset.trim().replace(/^"|"$/gu, ''));
  } catch {
    return null;
  }
}
