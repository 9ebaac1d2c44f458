import type { Field, XmlRecord } from '../xml/shape.ts';
import type { Entry } from './article.ts';
import { bodyOf, Fields } from './fields.ts';
import { webAddress } from './links.ts';
import { lineOf, type Body } from './text.ts';

/** What a feed says of itself, which holds for items that say nothing else. */
export interface Header {
  readonly title: string;
  readonly link: string | null;
  readonly authors: readonly string[];
}

/** A longer one is no name to look into. */
const LONGEST_NAME = 200;
/** Whole texts before what only tells of them. */
const TEXTS = [['content:encoded', 'atom:content', 'xhtml:body', 'xhtml:div'], ['description', 'atom:summary', 'dc:description', 'itunes:summary']] as const;

export function entryOf({ fields: all, attributes, line, base }: XmlRecord, header: Header): Entry {
  const fields = new Fields(all);
  return {
    line,
    key: (fields.all('guid', 'atom:id').find(({ text }) => text.trim() !== '')?.text ?? attributes['rdf:about'] ?? '').trim(),
    title: fields.line('title', 'atom:title', 'dc:title'),
    url: urlOf(fields, base ?? header.link) ?? webAddress([attributes['rdf:about'] ?? ''], null),
    authors: authorsOf(fields, header),
    categories: [...fields.lines('category'), ...labels(fields), ...fields.lines('dc:subject')],
    publisher: [...fields.lines('source', 'atom:source/atom:title', 'dc:publisher'), header.title][0] ?? '',
    dates: fields.all('pubdate', 'atom:published', 'atom:issued', 'dc:date', 'dcterms:issued').map(({ text }) => ({ words: text })),
    changed: fields.all('atom:updated', 'atom:modified')[0]?.text ?? '',
    bodies: [...TEXTS.flatMap((names) => fields.all(...names)), ...fields.anywhere('media:description')].flatMap(bodiesOf),
    credits: [...new Set(fields.anywhere('media:credit').map(({ text }) => lineOf({ html: text })))].filter((credit) => credit !== ''),
  };
}

function bodiesOf(field: Field): readonly Body[] {
  if (field.name.endsWith('media:description') && field.attributes['type'] !== 'html') return [{ plain: field.text }];
  const body = bodyOf(field);
  return body === null ? [] : [body];
}

/** The link to the article's page, not to the feed, an enclosure or the comments. */
function urlOf(fields: Fields, base: string | null): string | null {
  const alternate = fields.all('atom:link').filter(({ attributes }) => (attributes['rel'] ?? 'alternate') === 'alternate');
  const pages = alternate.filter(({ attributes }) => /^(?:text\/html|application\/xhtml\+xml)?$/u.test(attributes['type'] ?? ''));
  const atom = [...pages, ...alternate].map(({ attributes }) => {
    const own = attributes['xml:base'];
    const href = attributes['href'] ?? '';
    return own === undefined ? href : (webAddress([href], URL.parse(own, base ?? undefined)?.href ?? null) ?? '');
  });
  const permanent = fields.all('guid').filter(({ attributes }) => attributes['ispermalink']?.toLowerCase() !== 'false' && attributes['isPermaLink']?.toLowerCase() !== 'false');
  const written = (...names: readonly string[]): string[] => fields.all(...names).map(({ text }) => text);
  return webAddress([...written('feedburner:origlink', 'link'), ...atom], base) ?? webAddress(permanent.map(({ text }) => text), null);
}

function labels(fields: Fields): readonly string[] {
  return fields.all('atom:category').map(({ attributes, text }) => lineOf({ plain: attributes['label'] ?? attributes['term'] ?? text }));
}

/** Persons named, best source first; addresses are not names. */
function authorsOf(fields: Fields, header: Header): readonly string[] {
  for (const names of [['dc:creator'], ['atom:author/atom:name'], ['author'], ['itunes:author'], ['atom:source/atom:author/atom:name']]) {
    const found = [...new Set(fields.lines(...names).map(personOf))].filter((name) => name !== '');
    if (found.length > 0) return found;
  }
  return header.authors;
}

/** RSS writes `jane@example.org (Jane Doe)`; mail `Jane Doe <jane@example.org>`. */
function personOf(written: string): string {
  if (written.length > LONGEST_NAME) return written;
  const named = /^\S+@\S+\s+\((.+)\)$/u.exec(written)?.[1] ?? /^(.+?)\s*<\S+@\S+>$/u.exec(written)?.[1] ?? written;
  return /^\S+@\S+\.\S+$/u.test(named) ? '' : named.trim();
}
