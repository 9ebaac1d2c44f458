import { piecesOf } from './pieces.ts';
import { RecordReader } from './record-reader.ts';
import type { Shape, XmlEvent } from './shape.ts';

/** What an XML text holds of a shape, in the order of the text, in bounded memory. Never throws what its source does not. */
export async function* recordsOf(chunks: AsyncIterable<string>, shape: Shape): AsyncGenerator<XmlEvent> {
  const reader = new RecordReader(shape);
  for await (const piece of piecesOf(chunks)) {
    reader.write(piece);
    for (const event of reader.take()) yield event;
  }
  reader.end();
  for (const event of reader.take()) yield event;
}
