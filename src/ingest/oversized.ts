import type { Item, ParsedArticle } from './format.ts';
import { placeOf } from './places.ts';

/**
 * In UTF-16 units: ten times the longest paragraph that somebody wrote. What is longer is no text for people, and from ten
 * times as much on, regular expressions run out of stack.
 */
const LONGEST = 1_000_000;

/** The item; in place of an article with more text in one piece than can be worked with, a warning. */
export function withinBounds(item: Item): Item {
  if (!('article' in item) || !isOversized(item.article)) return item;
  const { origin } = item.article;
  return { warning: { where: placeOf(origin), what: `an article here has more than ${LONGEST} letters in one piece and is passed over: is it text?` } };
}

function isOversized(article: ParsedArticle): boolean {
  return Object.values(article).some((value) => typeof value === 'string' && value.length > LONGEST) || article.paragraphs.some(({ text }) => text.length > LONGEST);
}
