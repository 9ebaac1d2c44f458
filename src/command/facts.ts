import type { Article, Origin, Paragraph } from '../archive/article.ts';
import { STYLES } from '../archive/styles.ts';
import type { Fact } from '../command.ts';
import type { StoredArticle } from '../store/store.ts';
import { isolate } from '../words/direction.ts';
import { tellDate } from '../words/format.ts';
import type { Voice, Words } from '../words/words.ts';
import { dateLine } from './describe.ts';
import type { Former } from './former.ts';

/** All that is known of an article, a label and a text each; what is not known is left out, save what a citation needs. */
export function sourceFacts(article: StoredArticle, paragraphs: readonly Paragraph[], styles: Readonly<Record<string, string>>, voice: Voice): Fact[] {
  const { facts: said, source } = voice.words;
  const facts: [label: string, text: string | null][] = [
    [said.publisher, publisherOf(article, said)],
    [said.section, article.section],
    [said.author, article.author ?? said.notStated],
    [said.knownFrom, article.attribution],
    [said.published, publishedOf(article, voice)],
    [said.link, article.url ?? source.noLink],
    [said.gone, article.gone === undefined ? null : said.foundGone(day(article.gone, voice))],
    [said.category, article.category],
    [said.credits, article.credits.length === 0 ? null : article.credits.join('\n')],
    [said.alsoPublishedBy, alsoPublishedBy(article, voice)],
    [said.inArchive, [article, ...article.alsoAt].map(({ origin }) => placeOf(origin, said)).join('\n')],
    [said.anotherVersionOf, article.revisionOf],
    [said.length, lengthOf(paragraphs, said)],
    [said.id, article.id],
    ...Object.entries(STYLES).flatMap(([name, { kind, label }]): [string, string | null][] => (kind === 'text' ? [[said.cite(label), styles[name] ?? null]] : [])),
  ];
  return facts.flatMap(([label, text]) => (text === null ? [] : [{ label, text }]));
}

/** What a citation of an earlier state must know. */
export function formerFacts({ changed, formerParagraph }: Former, voice: Voice): Fact[] {
  const { former } = voice.words;
  return [
    ...(changed === null ? [] : [{ label: former.changed, text: former.changedOn(day(changed.at, voice), changed.revisions) }]),
    ...(formerParagraph === null ? [] : [{ label: former.paragraphUntil(formerParagraph.number, day(formerParagraph.until, voice)), text: formerParagraph.text }]),
  ];
}

/** Null when the text is as it always was. */
export function formerNotice({ changed, formerParagraph }: Former, cited: string | null, paragraphs: readonly Paragraph[], voice: Voice): string | null {
  if (changed === null) return null;
  const { former } = voice.words;
  const told = former.hasChanged(day(changed.at, voice));
  if (cited === null) return told;
  if (formerParagraph === null) return `${told} ${former.same}`;
  return `${told} ${paragraphs.some(({ id }) => id === cited) ? former.reworded : former.leftOut}`;
}

function day(at: string, { locale }: Voice): string {
  return tellDate(at.slice(0, 10), locale);
}

function publisherOf({ publisher, publisherAlias }: Article, said: Words['facts']): string {
  if (publisher === null) return said.notStated;
  return publisherAlias === null ? publisher : said.alsoWritten(isolate(publisher), isolate(publisherAlias));
}

/** Who else published it, each with the link and the date that it stands under there. */
function alsoPublishedBy({ publisher, url, alsoAt }: StoredArticle, voice: Voice): string | null {
  const others = alsoAt.filter((copy) => copy.publisher !== null && (copy.publisher !== publisher || copy.url !== url));
  const lines = others.map((copy) => [isolate(copy.publisher ?? ''), copy.published === null ? null : dateLine(copy.published, voice), copy.url === null ? null : isolate(copy.url)].filter((part) => part !== null).join(', '));
  return lines.length === 0 ? null : [...new Set(lines)].join('\n');
}

function publishedOf({ published }: Article, voice: Voice): string {
  const { facts: said } = voice.words;
  if (published === null) return said.noDate;
  return published.certainty === 'ambiguous' ? dateLine(published, voice) : said.dateWritten(dateLine(published, voice), isolate(published.asWritten));
}

function placeOf(origin: Origin, said: Words['facts']): string {
  if ('url' in origin) return origin.url;
  return origin.line === null ? origin.file : said.line(isolate(origin.file), origin.line);
}

function lengthOf(paragraphs: readonly Paragraph[], said: Words['facts']): string {
  const others = new Map<Paragraph['kind'], number>();
  for (const { kind } of paragraphs) if (kind !== 'prose') others.set(kind, (others.get(kind) ?? 0) + 1);
  return said.paragraphs(paragraphs.length, [...others].map(([kind, count]) => said.kinds[kind](count)).join(', '));
}
