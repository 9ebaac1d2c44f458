import { hash } from 'node:crypto';
import type { Article } from './article.ts';
import { fold, foldName } from './fold.ts';

/**
 * Keys are equal for two articles that agree in something, however they are spelt. A store finds an article by its keys
 * as numbers ({@link numberOf}): candidates only, since two texts may share a number.
 */

type Named = Pick<Article, 'title' | 'publisher'>;
type Texts = readonly { readonly text: string }[];

/** What can be an article again: its names, link and text, and what its origin calls it. */
export interface Keyed extends Named {
  readonly url: string | null;
  readonly key?: string | undefined;
  readonly paragraphs: Texts;
}

/** Equal for two articles of the same title and publisher. */
export function titleKey({ title, publisher }: Named): string {
  return `${foldName(publisher ?? '')}\n${foldName(title)}`;
}

/** What an article is known by: its title and publisher; without a headline, its text too, or all of those were one. */
export function articleKey(article: Named & { readonly paragraphs: Texts }): string {
  return foldName(article.title) === '' ? `${titleKey(article)}\n${article.paragraphs.map(({ text }) => fold(text)).join('\n')}` : titleKey(article);
}

/** Query parameters that tell where a reader came from, not what is read. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref|cmpid|ncid)$/iu;

/** Equal for two links to one page: without scheme, `www.`, fragment, tracking parameters and a last slash; null for none. */
export function linkKey(link: string | null): string | null {
  if (link === null || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.host.replace(/^www\./u, '') + url.pathname.replace(/\/+$/u, '') + url.search;
}

/** 48 bits of a SHA-1, which SQLite and JavaScript hold alike. */
export function numberOf(kind: string, key: string): number {
  return Number.parseInt(hash('sha1', `${kind}\n${key}`).slice(0, 12), 16);
}

/** Folding and hashing a long archive's paragraphs takes longer than most else that is done with them. */
const numbers = new WeakMap<{ readonly text: string }, number>();

/** A paragraph's number; equal for two that read alike. */
export function paragraphNumber(paragraph: { readonly text: string }): number {
  let number = numbers.get(paragraph);
  if (number === undefined) numbers.set(paragraph, (number = numberOf('paragraph', fold(paragraph.text))));
  return number;
}

/** A text's number; equal for two whose paragraphs read alike in the same order. */
export function textNumber(paragraphs: Texts): number {
  return numberOf('text', paragraphs.map(paragraphNumber).join());
}

/** So many paragraphs find an article: of two that share half of theirs, one of these is shared in seven cases of eight. */
const SKETCH = 3;

/**
 * The numbers of an article's keys: by any of them it can be found again. Of its paragraphs those with the least numbers,
 * which are the same ones in two texts that are nearly the same (Broder 1997, the "sketch" of a document).
 */
export function keyNumbers({ title, publisher, url, key, paragraphs }: Keyed): number[] {
  const link = linkKey(url);
  const found = [...new Set(paragraphs.map(paragraphNumber))].sort((a, b) => a - b).slice(0, SKETCH);
  if (foldName(title) !== '') found.push(numberOf('title', titleKey({ title, publisher })));
  if (link !== null) found.push(linkNumber(link));
  if (key !== undefined) found.push(keyNumber(publisher, key));
  return found;
}

/** Equal for two articles of the same headline, whoever published them; null without one. */
export function headlineNumber(title: string): number | null {
  const headline = foldName(title);
  return headline === '' ? null : numberOf('headline', headline);
}

/** The number of a {@link linkKey}. */
export function linkNumber(link: string): number {
  return numberOf('link', link);
}

/** A post's number says something within its site alone. */
export function keyNumber(publisher: string | null, key: string): number {
  return numberOf('key', `${foldName(publisher ?? '')}\n${key}`);
}
