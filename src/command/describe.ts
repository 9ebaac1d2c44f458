import type { Article, Published } from '../archive/article.ts';
import type { Quote, QuotedSource } from '../command.ts';
import { isolate } from '../words/direction.ts';
import { tellAlternatives, tellDate } from '../words/format.ts';
import type { Voice } from '../words/words.ts';

/** Sentences about an article that all commands and hosts share, so that they say one thing in one way. */

/** A date and how sure it is: `December 7, 2021 (stated)`, `undated`, … */
export function dateLine(published: Published | null, { words: { source }, locale }: Voice): string {
  if (published === null) return source.undated;
  const { value, readings, certainty, asWritten } = published;
  if (certainty === 'ambiguous') return source.ambiguous(isolate(asWritten), tellAlternatives(readings.map((reading) => tellDate(reading, locale)), locale));
  return source.dated(tellDate(value ?? readings[0] ?? '', locale), source.certainty[certainty]);
}

/** Publisher, author and date, each only if known. The title is not in it: hosts set it apart. */
export function sourceLine({ publisher, author, published }: Article, voice: Voice): string {
  const { source } = voice.words;
  const parts = [publisher === null ? source.publisherUnknown : isolate(publisher)];
  if (author !== null) parts.push(source.by(isolate(author)));
  parts.push(dateLine(published, voice));
  return parts.join(' · ');
}

/** Where the quoted article is to be read, or that it is not any more. */
export function linkLine({ article, gone }: Pick<Quote, 'article' | 'gone'>, { words: { source }, locale }: Voice): string {
  const link = article.url === null ? source.noLink : isolate(article.url);
  return gone === undefined ? link : source.goneLink(link, tellDate(gone.slice(0, 10), locale));
}

const MOST_NAMED = 3;

/** Who else has the quoted paragraph; null when nobody has. */
export function alsoLine(also: readonly QuotedSource[], { words }: Voice): string | null {
  if (also.length === 0) return null;
  const named = also.slice(0, MOST_NAMED).map(({ article, paragraph }) => words.source.other(isolate(titleOf(article, words)), article.publisher === null ? words.source.publisherUnknown : isolate(article.publisher), paragraph.number));
  return words.source.also(named.join('; '), Math.max(0, also.length - MOST_NAMED));
}

export function titleOf(article: Pick<Article, 'title'>, { source }: Voice['words']): string {
  return article.title === '' ? source.noHeadline : article.title;
}

/** For what only operators read; replies count by their language's words. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
