import type { Article, Published } from '../archive/article.ts';
import type { Quote, QuotedSource } from '../command.ts';

/** Sentences about an article that all commands and hosts share, so that they say one thing in one way. */

export const NO_LINK = 'link not preserved';

/** A date and how sure it is: `2021-12-07 (stated)`, `undated`, … */
export function dateLine(published: Published | null): string {
  if (published === null) return 'undated';
  const { value, readings, certainty, asWritten } = published;
  if (certainty === 'ambiguous') return `ambiguous date: "${asWritten}" (${readings.map(day).join(' or ')})`;
  return `${day(value ?? readings[0] ?? '')} (${certainty})`;
}

function day(iso: string): string {
  return iso.replace('T', ' ');
}

/** Publisher, author and date, each only if known. The title is not in it: hosts set it apart. */
export function sourceLine(article: Article): string {
  const parts = [article.publisher ?? 'publisher unknown'];
  if (article.author !== null) parts.push(`by ${article.author}`);
  parts.push(dateLine(article.published));
  return parts.join(' · ');
}

/** Where the quoted article is to be read, or that it is not any more. */
export function linkLine({ article, gone }: Pick<Quote, 'article' | 'gone'>): string {
  return `${article.url ?? NO_LINK}${gone === undefined ? '' : ` (gone from its site, found on ${gone.slice(0, 10)})`}`;
}

const MOST_NAMED = 3;

/** Who else has the quoted paragraph; null when nobody has. */
export function alsoLine(also: readonly QuotedSource[]): string | null {
  if (also.length === 0) return null;
  const named = also.slice(0, MOST_NAMED).map(({ article, paragraph }) => `“${titleOf(article)}”, ${article.publisher ?? 'publisher unknown'}, paragraph ${paragraph.number}`);
  return `Nearly the same in ${named.join('; ')}${also.length > MOST_NAMED ? `; and ${also.length - MOST_NAMED} more` : ''}`;
}

export function titleOf(article: Article): string {
  return article.title === '' ? '(no headline)' : article.title;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
