import type { Article, Published } from '../../archive/article.ts';
import { publishedOn, wholeDate } from '../../archive/dates.ts';
import { bylineIn } from '../page/bylines.ts';
import { joinNames } from '../page/names.ts';
import { isLink, namedValues, textOf, textsOf } from './values.ts';

/** What fields with names of their own tell of an article, and what in them was doubtful. */
export interface ArticleFields extends Omit<Article, 'id' | 'origin' | 'credits'> {
  readonly doubts: readonly string[];
}

const TITLES = ['title', 'headline'];
const DATES = ['datepublished', 'publishedat', 'publishedon', 'date', 'published', 'publishdate', 'pubdate', 'publicationdate', 'created', 'createdat'];
const AUTHORS = ['author', 'authors', 'byline', 'creator', 'by'];
const PUBLISHERS = ['publisher', 'publication', 'site', 'sitename', 'source'];
const LINKS = ['canonicalurl', 'canonical', 'originalurl', 'externalurl', 'link', 'url', 'permalink', 'source'];
const CATEGORIES = ['category', 'categories', 'tags', 'tag', 'keywords'];

/** Reads the names that site generators, feeds and exports use; what is not understood is left empty. */
export function readFields(object: unknown): ArticleFields {
  const values = namedValues(object);
  const first = (names: readonly string[], fits: (text: string) => boolean = () => true): string | null =>
    names.flatMap((name) => textsOf(values.get(name))).find(fits) ?? null;
  const { published, doubts } = dateOf(values);
  const written = AUTHORS.map((name) => textsOf(values.get(name))).find((texts) => texts.length > 0) ?? [];
  const names = written.map(bareName);
  return {
    title: TITLES.map((name) => textOf(values.get(name))).find((text) => text !== null) ?? '',
    publisher: first(PUBLISHERS, (text) => !/^https?:/iu.test(text)),
    publisherAlias: null,
    section: first(['section']),
    author: names.length === 0 ? null : joinNames(names),
    published,
    url: first(LINKS, isLink),
    category: first(CATEGORIES),
    attribution: written.length === 0 ? null : written.join(', '),
    doubts,
  };
}

/** What an article that must stay out is, in the singular; null for one that is public. */
export function leftOutAs(object: unknown): 'draft' | 'private post' | null {
  const values = namedValues(object);
  const yes = (name: string): boolean => isSaid(values.get(name), true);
  const no = (name: string): boolean => isSaid(values.get(name), false);
  const state = (textOf(values.get('status')) ?? textOf(values.get('visibility')) ?? '').toLowerCase();
  if (yes('private') || state === 'private') return 'private post';
  return yes('draft') || no('published') || no('publish') || state === 'draft' ? 'draft' : null;
}

/** In TOML and in careless YAML a truth value may be a text. */
function isSaid(value: unknown, wanted: boolean): boolean {
  return value === wanted || (typeof value === 'string' && value.trim().toLowerCase() === String(wanted));
}

/** `By Jane Doe`, `Jane Doe <jane@example.org>` */
function bareName(written: string): string {
  const name = written.replace(/\s*<[^<>]*>$/u, '');
  return (/^by\s/iu.test(name) ? bylineIn(name)?.author : null) ?? (name === '' ? written : name);
}

function dateOf(values: ReadonlyMap<string, unknown>): { published: Published | null; doubts: string[] } {
  const doubts: string[] = [];
  for (const name of DATES) {
    const value = values.get(name);
    const text = value instanceof Date ? value.toISOString() : textOf(value);
    if (text === null) continue;
    const date = wholeDate(text);
    const published = date === null ? null : publishedOn(date);
    if (published !== null) return { published, doubts: published.certainty === 'ambiguous' ? [...doubts, `the date ${text} can be read as ${published.readings.join(' or ')}`] : doubts };
    doubts.push(`the date “${text.slice(0, 60)}” is no full date that exists`);
  }
  return { published: null, doubts };
}
