import type { Shape } from '../xml/shape.ts';

const PERSON = { inside: { 'atom:name': 'text' } } as const;
const MEDIA = { 'media:description': 'text', 'media:credit': 'text' } as const;

/** What items and entries of any feed can hold: RSS holds elements of Atom, and the other way round. */
const COMMON: Shape = {
  'content:encoded': 'text', 'xhtml:body': 'text', 'xhtml:div': 'text',
  'dc:title': 'text', 'dc:creator': 'text', 'dc:date': 'text', 'dcterms:issued': 'text', 'dc:subject': 'text', 'dc:publisher': 'text', 'dc:description': 'text',
  'itunes:author': 'text', 'itunes:summary': 'text', 'feedburner:origlink': 'text',
  'atom:title': 'text', 'atom:link': 'text', 'atom:id': 'text', 'atom:author': PERSON, 'atom:category': 'text',
  'atom:published': 'text', 'atom:issued': 'text', 'atom:updated': 'text', 'atom:modified': 'text', 'atom:content': 'text', 'atom:summary': 'text',
  'atom:source': { inside: { 'atom:title': 'text', 'atom:author': PERSON } },
  ...MEDIA,
  'media:content': { inside: MEDIA },
  'media:group': { inside: { ...MEDIA, 'media:content': { inside: MEDIA } } },
};

const ITEM: Shape = {
  ...COMMON,
  title: 'text', link: 'text', description: 'text', guid: 'text', pubdate: 'text', author: 'text', category: 'text', source: 'text',
};
const CHANNEL: Shape = { title: 'text', link: 'text', 'dc:publisher': 'text', item: { record: ITEM } };

/** RSS 0.91 to 2.0 has its items in the channel; 0.90 and 1.0 have them beside it. */
export const RSS: Shape = {
  rss: { inside: { channel: { inside: CHANNEL }, item: { record: ITEM } } },
  'rdf:rdf': { inside: { channel: { inside: CHANNEL }, item: { record: ITEM } } },
};

/** Atom 0.3 and 1.0. */
export const ATOM: Shape = {
  'atom:feed': { inside: { 'atom:title': 'text', 'atom:author': PERSON, 'atom:link': 'text', 'dc:publisher': 'text', 'atom:entry': { record: COMMON } } },
};
