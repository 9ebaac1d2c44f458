import type { Published } from '../../archive/article.ts';
import type { Item, ParsedParagraph } from '../format.ts';
import { feedDate, isFuture } from './dates.ts';
import { paragraphsOf, type Body } from './text.ts';

/** An entry of a feed or an export, whichever way that writes it. */
export interface Entry {
  readonly line: number;
  readonly key: string;
  readonly title: string;
  readonly url: string | null;
  readonly authors: readonly string[];
  /** Any of them can be empty. */
  readonly categories: readonly string[];
  readonly publisher: string;
  /** When it was published, best source first. */
  readonly dates: readonly DateWords[];
  /** When it was last changed: no date of publication. */
  readonly changed: string;
  /** The best first: one stands in only for those before it that hold no text. */
  readonly bodies: readonly Body[];
  readonly credits: readonly string[];
}

/** A date as written, and in plain form where other fields tell more of it than its words. */
export interface DateWords {
  readonly words: string;
  readonly plain?: string;
}

/** The entry as an article, after warnings of what is doubtful; without text only a warning. */
export function itemsOfEntry(entry: Entry, file: string): readonly Item[] {
  const warnings: Item[] = [];
  const warn = (what: string): void => {
    warnings.push({ warning: { where: `${file}:${entry.line}`, what } });
  };
  const paragraphs = firstText(entry.bodies);
  if (paragraphs.length === 0) {
    warn(`${entry.title === '' ? 'an article without title' : `“${entry.title}”`} has no text and was left out`);
    return warnings;
  }
  const author = entry.authors.length === 0 ? null : entry.authors.join(', ');
  const article = {
    title: entry.title,
    publisher: entry.publisher === '' ? null : entry.publisher,
    publisherAlias: null,
    section: null,
    author,
    published: publishedOf(entry, warn),
    url: entry.url,
    category: entry.categories.find(isCategory) ?? null,
    attribution: author,
    credits: entry.credits,
    origin: { file, line: entry.line },
    paragraphs,
    ...(entry.key === '' ? {} : { key: entry.key }),
  };
  return [...warnings, { article }];
}

function firstText(bodies: readonly Body[]): readonly ParsedParagraph[] {
  for (const body of bodies) {
    const paragraphs = paragraphsOf(body);
    if (paragraphs.length > 0) return paragraphs;
  }
  return [];
}

/** WordPress's word for having none is none. */
function isCategory(name: string): boolean {
  return name !== '' && name.toLowerCase() !== 'uncategorized';
}

function publishedOf({ dates, changed }: Entry, warn: (what: string) => void): Published | null {
  const written = dates.filter(({ words }) => words.trim() !== '');
  for (const { words, plain } of written) {
    const published = feedDate(words, plain);
    if (published === null) continue;
    if (isFuture(published)) warn(`is dated in the future: ${published.asWritten}`);
    return published;
  }
  const words = written[0]?.words;
  if (words !== undefined) warn(`has a date that cannot be read, and is undated: ${words.trim().slice(0, 100)}`);
  else if (changed.trim() !== '') warn(`tells only when it was last changed (${changed.trim().slice(0, 100)}), and is undated`);
  return null;
}
