/** 1-based. */
export type Line = number;

/** Tells the line of a place in a text that comes in pieces, in one pass. */
export class LineCounter {
  private piece = '';
  private begin = 0;
  /** Lines before `counted`, a place in the piece. */
  private lines = 0;
  private counted = 0;
  private lastTag = { at: 0, lines: 0 };

  next(piece: string): void {
    const last = this.piece.lastIndexOf('<');
    // A tag that is cut by the end of a piece is told of with the next one.
    if (last >= 0) this.lastTag = { at: this.begin + last, lines: last >= this.counted ? this.upTo(last) : this.lines };
    this.upTo(this.piece.length);
    this.begin += this.piece.length;
    this.piece = piece;
    this.counted = 0;
  }

  /** The line of a tag that begins at `index`, UTF-16 units from the text's start; to be asked for in rising order. */
  of(index: number): Line {
    const at = index - this.begin;
    if (at < 0) return this.lastTag.lines + 1;
    return (at >= this.counted ? this.upTo(at) : this.lines) + 1;
  }

  /** Where the text has got to. */
  get last(): Line {
    return this.of(this.begin + this.piece.length);
  }

  private upTo(at: number): number {
    for (let found = this.piece.indexOf('\n', this.counted); found >= 0 && found < at; found = this.piece.indexOf('\n', found + 1)) this.lines++;
    this.counted = at;
    return this.lines;
  }
}
