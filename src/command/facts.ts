import type { Article, Origin, Paragraph } from '../archive/article.ts';
import type { Fact } from '../command.ts';
import { dateLine, NO_LINK, plural } from './describe.ts';
import type { Former } from './former.ts';
import type { StoredArticle } from '../store/store.ts';

/** All that is known of an article, a label and a text each; what is not known is left out, save what a citation needs. */
export function sourceFacts(article: StoredArticle, paragraphs: readonly Paragraph[], styles: Readonly<Record<string, string>>): Fact[] {
  const facts: [label: string, text: string | null][] = [
    ['Publisher', publisherOf(article)],
    ['Section', article.section],
    ['Author', article.author ?? 'not stated'],
    ['Known from', article.attribution],
    ['Published', publishedOf(article)],
    ['Link', article.url ?? NO_LINK],
    ['Gone from its site', article.gone === undefined ? null : `found on ${day(article.gone)}; it is kept here as it was last seen`],
    ['Category', article.category],
    ['Credits', article.credits.length === 0 ? null : article.credits.join('\n')],
    ['Also published by', alsoPublishedBy(article)],
    ['In the archive', [article, ...article.alsoAt].map(({ origin }) => placeOf(origin)).join('\n')],
    ['Another version of', article.revisionOf],
    ['Length', lengthOf(paragraphs)],
    ['Id', article.id],
    ...Object.entries(styles).map(([name, text]): [string, string] => [`Cite (${name.toUpperCase()})`, text]),
  ];
  return facts.flatMap(([label, text]) => (text === null ? [] : [{ label, text }]));
}

/** What a citation of an earlier state must know. */
export function formerFacts({ changed, formerParagraph }: Former): Fact[] {
  return [
    ...(changed === null ? [] : [{ label: 'Text changed', text: `${day(changed.at)}, ${plural(changed.revisions, 'earlier version')}` }]),
    ...(formerParagraph === null ? [] : [{ label: `Paragraph ${formerParagraph.number} until ${day(formerParagraph.until)}`, text: formerParagraph.text }]),
  ];
}

/** Null when the text is as it always was. */
export function formerNotice({ changed, formerParagraph }: Former, cited: string | null, paragraphs: readonly Paragraph[]): string | null {
  if (changed === null) return null;
  const told = `The text of this article has changed since it was first stored, last on ${day(changed.at)}.`;
  if (cited === null) return told;
  if (formerParagraph === null) return `${told} The cited paragraph is as it was.`;
  const fate = paragraphs.some(({ id }) => id === cited) ? 'reads otherwise now' : 'is not in it any more';
  return `${told} The cited paragraph ${fate}; what it said is given above.`;
}

function day(at: string): string {
  return at.slice(0, 10);
}

function publisherOf({ publisher, publisherAlias }: Article): string {
  if (publisher === null) return 'not stated';
  return publisherAlias === null ? publisher : `${publisher} (also written ${publisherAlias})`;
}

/** Who else published it, each with the link and the date that it stands under there. */
function alsoPublishedBy({ publisher, url, alsoAt }: StoredArticle): string | null {
  const others = alsoAt.filter((copy) => copy.publisher !== null && (copy.publisher !== publisher || copy.url !== url));
  const lines = others.map((copy) => [copy.publisher, copy.published === null ? null : dateLine(copy.published), copy.url].filter((part) => part !== null).join(', '));
  return lines.length === 0 ? null : [...new Set(lines)].join('\n');
}

function publishedOf({ published }: Article): string {
  if (published === null) return 'no date stated';
  return published.certainty === 'ambiguous' ? dateLine(published) : `${dateLine(published)}, written "${published.asWritten}"`;
}

function placeOf(origin: Origin): string {
  if ('url' in origin) return origin.url;
  return origin.line === null ? origin.file : `${origin.file}, line ${origin.line}`;
}

function lengthOf(paragraphs: readonly Paragraph[]): string {
  const others = new Map<string, number>();
  for (const { kind } of paragraphs) if (kind !== 'prose') others.set(kind, (others.get(kind) ?? 0) + 1);
  const list = [...others].map(([kind, count]) => plural(count, kind)).join(', ');
  return plural(paragraphs.length, 'paragraph') + (list === '' ? '' : `, of them ${list}`);
}
