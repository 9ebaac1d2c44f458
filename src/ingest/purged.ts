import { foldName } from '../archive/fold.ts';
import { headlineNumber, keyNumber, linkKey, linkNumber, numberOf, paragraphNumber, textNumber, titleKey } from '../archive/keys.ts';
import type { ParsedArticle } from './format.ts';

/** Shorter headlines ("Morning briefing") come again over other articles. */
const TELLING_WORDS = 3;

/** The numbers by which {@link isPurged} knows what was erased. */
export function numbersToAsk(article: ParsedArticle): number[] {
  const { paragraphs, ...signs }: Signs = signsOf(article);
  return [...paragraphs, ...Object.values(signs).filter((number) => number !== null)];
}

/**
 * Whether an article is one that was erased, as far as the erased one's numbers tell: its text, what its origin calls it,
 * its title and publisher, its link under the same headline, or most of its paragraphs are the same.
 */
export function isPurged(article: ParsedArticle, purged: ReadonlySet<number>): boolean {
  const has = (number: number | null): boolean => number !== null && purged.has(number);
  const { text, key, title, headline, link, paragraphs } = signsOf(article);
  return has(text) || has(key) || has(title) || (has(link) && has(headline)) || paragraphs.filter(has).length * 2 > paragraphs.length;
}

interface Signs extends Readonly<Record<'text' | 'key' | 'title' | 'headline' | 'link', number | null>> {
  readonly paragraphs: readonly number[];
}

function signsOf(article: ParsedArticle): Signs {
  const { title, publisher, url, key, paragraphs } = article;
  const headline = foldName(title);
  const link = linkKey(url);
  return {
    text: paragraphs.length === 0 ? null : textNumber(paragraphs),
    key: key === undefined ? null : keyNumber(publisher, key),
    title: headline.split(' ').length < TELLING_WORDS ? null : numberOf('title', titleKey(article)),
    headline: headlineNumber(title),
    link: link === null ? null : linkNumber(link),
    paragraphs: paragraphs.map(paragraphNumber),
  };
}
