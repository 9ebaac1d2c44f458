import type { Item, SourceStream } from '../format.ts';
import { itemsOfEntry, type Entry } from './article.ts';
import { jsonItemsOf, LONGEST_VALUE, type JsonValue } from './json-items.ts';
import { Keys } from './keys.ts';
import { webAddress } from './links.ts';
import { lineOf, type Body } from './text.ts';
import { Waiting } from './waiting.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The articles of a JSON Feed, as they come. */
export async function* readJsonFeed({ name, chunks }: SourceStream): AsyncGenerator<Item> {
  let feed: Fields | null = null;
  const waiting = new Waiting<JsonValue>();
  const keys = new Keys();
  const read = (value: JsonValue): readonly Item[] => itemsOf(value, feed ?? {}, keys, name);
  for await (const part of jsonItemsOf(chunks, 'items')) {
    if ('value' in part) {
      feed ??= fieldsOf(part.items.around);
      for (const value of waiting.add(part.value, text(feed?.['title']) !== '')) yield* read(value);
    } else {
      feed = fieldsOf(part.end.around) ?? feed;
      for (const value of waiting.rest()) yield* read(value);
      const where = `${name}:${part.end.line}`;
      if (!part.end.whole) yield { warning: { where, what: 'stops before the end of the feed; the file is not whole' } };
      else if (fieldsOf(part.end.around) === null) yield { warning: { where, what: 'is no JSON beside its items; the title and authors of the feed may be missing' } };
    }
  }
}

function itemsOf(value: JsonValue, feed: Fields, keys: Keys, file: string): readonly Item[] {
  const where = `${file}:${value.line}`;
  if (value.text === null) return [{ warning: { where, what: `holds an article of more than ${LONGEST_VALUE / 1024 / 1024} MiB, which was left out` } }];
  const fields = fieldsOf(value.text);
  if (fields === null) return [{ warning: { where, what: 'an item is not JSON and was left out' } }];
  return itemsOfEntry(keys.once(entryOf(fields, feed, value.line)), file);
}

function entryOf(fields: Fields, feed: Fields, line: number): Entry {
  const own = authorsOf(fields);
  return {
    line,
    key: typeof fields['id'] === 'number' ? String(fields['id']) : text(fields['id']).trim(),
    title: lineOf({ plain: text(fields['title']) }),
    url: webAddress([text(fields['url']), text(fields['external_url'])], webAddress([text(feed['home_page_url']), text(feed['feed_url'])], null)) ?? webAddress([text(fields['id'])], null),
    authors: own.length > 0 ? own : authorsOf(feed),
    categories: Array.isArray(fields['tags']) ? fields['tags'].map((tag) => lineOf({ plain: text(tag) })) : [],
    publisher: lineOf({ plain: text(feed['title']) }),
    dates: [{ words: text(fields['date_published']) }],
    changed: text(fields['date_modified']),
    bodies: bodiesOf(fields),
    credits: [],
  };
}

function bodiesOf(fields: Fields): readonly Body[] {
  return [{ html: text(fields['content_html']) }, { plain: text(fields['content_text']) }, { plain: text(fields['summary']) }];
}

/** `authors` since version 1.1, one `author` before. */
function authorsOf({ authors, author }: Fields): readonly string[] {
  const persons: readonly unknown[] = Array.isArray(authors) ? authors : [author];
  return persons.map((person) => (isFields(person) ? lineOf({ plain: text(person['name']) }) : '')).filter((name) => name !== '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null when it is no JSON object. */
function fieldsOf(json: string): Fields | null {
  try {
    const value: unknown = JSON.parse(json);
    return isFields(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
