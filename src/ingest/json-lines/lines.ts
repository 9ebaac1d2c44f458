/** A line of a text that comes in pieces, without its end; `number` is 1-based. `text` is null for one above the limit. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string | null;
}

/** Cuts a stream into lines. Of a line above `longest` UTF-16 units nothing is kept. */
export async function* linesOf(chunks: AsyncIterable<string>, longest: number): AsyncGenerator<NumberedLine> {
  const line = new OpenLine(longest);
  let number = 1;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      line.add(chunk.slice(from, end));
      yield { number, text: line.close() };
      number++;
      from = end + 1;
    }
    line.add(chunk.slice(from));
  }
  yield { number, text: line.close() };
}

class OpenLine {
  readonly #longest: number;
  #pieces: string[] = [];
  #length = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  add(piece: string): void {
    this.#length += piece.length;
    if (this.#length > this.#longest) this.#pieces = [];
    else if (piece !== '') this.#pieces.push(piece);
  }

  close(): string | null {
    const text = this.#length > this.#longest ? null : this.#pieces.join('');
    this.#pieces = [];
    this.#length = 0;
    return text;
  }
}
