/** How much of a text is looked at in one go, so that what was found can be given on. UTF-16 units. */
const PIECE = 65_536;

/** A text in pieces of a size that does not block: whatever its source gives. */
export async function* piecesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    if (chunk.length <= PIECE) yield chunk;
    else for (let from = 0; from < chunk.length; from += PIECE) yield chunk.slice(from, from + PIECE);
  }
}

/** A text that comes in pieces, by place; what is older than `keep` units behind an unfinished token is forgotten. */
export class Window {
  private pieces: string[] = [];
  private current = '';
  private begin = 0;
  private currentBegin = 0;
  private readonly keep: number;

  constructor(keep: number) {
    this.keep = keep;
  }

  /** The next piece; `from` is where the token begins that the last piece ended in. */
  next(piece: string, from: number): void {
    const end = this.currentBegin + this.current.length;
    if (from >= this.currentBegin) {
      this.pieces = [];
      this.begin = this.currentBegin;
    }
    if (from < end) this.pieces.push(this.current);
    this.current = piece;
    this.currentBegin = end;
    while (this.pieces.length > 0 && end - this.begin > this.keep) this.begin += this.pieces.shift()?.length ?? 0;
  }

  /** From `start` to `end` (exclusive); null when its beginning was forgotten. */
  slice(start: number, end: number): string | null {
    if (start >= this.currentBegin) return this.current.slice(start - this.currentBegin, end - this.currentBegin);
    if (this.pieces.length === 0 || start < this.begin) return null;
    const before = this.pieces.join('');
    this.pieces = [before];
    return before.slice(start - this.begin, end - this.begin) + this.current.slice(0, Math.max(0, end - this.currentBegin));
  }
}
