import type { Item, SourceStream } from '../format.ts';
import { recordsOf } from '../xml/records.ts';
import type { Field, Shape, XmlRecord } from '../xml/shape.ts';
import { itemsOfEntry } from './article.ts';
import { entryOf, type Header } from './entry.ts';
import { bodyOf } from './fields.ts';
import { Keys } from './keys.ts';
import { webAddress } from './links.ts';
import { lineOf } from './text.ts';
import { Waiting } from './waiting.ts';

/** The articles of an RSS or Atom feed, as they come. */
export async function* readFeed(file: SourceStream, shape: Shape): AsyncGenerator<Item> {
  let header: Header = { title: '', link: null, authors: [] };
  const waiting = new Waiting<XmlRecord>();
  const keys = new Keys();
  const itemsOf = (record: XmlRecord): readonly Item[] => itemsOfEntry(keys.once(entryOf(record, header)), file.name);
  for await (const event of recordsOf(file.chunks, shape)) {
    if ('fault' in event) yield { warning: { where: `${file.name}:${event.line}`, what: event.fault } };
    else if ('field' in event) header = withField(header, event.field, event.base);
    else if ('record' in event) for (const record of waiting.add(event.record, header.title !== '')) yield* itemsOf(record);
  }
  for (const record of waiting.rest()) yield* itemsOf(record);
}

function withField(header: Header, field: Field, base: string | null): Header {
  const name = field.name.slice(field.name.indexOf('/') + 1);
  const line = lineOf(bodyOf(field) ?? { plain: '' });
  if (name === 'channel/dc:publisher' || name === 'dc:publisher') return { ...header, title: line === '' ? header.title : line };
  if (name === 'channel/title' || name === 'atom:title') return header.title === '' ? { ...header, title: line } : header;
  if (name === 'atom:author/atom:name') return line === '' ? header : { ...header, authors: [...header.authors, line] };
  const { rel = 'alternate', href = '' } = field.attributes;
  const link = name === 'channel/link' ? field.text : name === 'atom:link' && rel === 'alternate' ? href : '';
  return link === '' ? header : { ...header, link: header.link ?? webAddress([link], base) };
}
