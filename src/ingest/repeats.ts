import { foldName } from '../archive/fold.ts';
import { linkKey, paragraphNumber, textNumber, titleKey } from '../archive/keys.ts';
import type { ParsedArticle, Warning } from './format.ts';
import { Likeness } from './likeness.ts';
import { placeOf } from './places.ts';

/** How an article relates to earlier ones: places in the list of all articles, null when it is new. */
export interface Repeat {
  /** The first article that is the same: see {@link findRepeats}. */
  readonly duplicateOf: number | null;
  /** The first article of this title and publisher, or of this link, when the text is another one. */
  readonly revisionOf: number | null;
}

/** So many words do not come twice by chance. */
const LONG = 20;
/** From so many words on, two texts that share most are one text with small changes. */
const COMPARABLE = 40;
const ALIKE = 0.85;
/** Share of a shorter text that must stand in the longer one for it to be an extract. */
const EXTRACT = 0.8;
/** A teaser in other words is at most this share of the article that its link leads to. */
const TEASER = 1 / 3;
/** A paragraph or headline that so many articles have says nothing of any. */
export const MOST_COMMON = 20;

/**
 * Finds duplicates and revisions among articles in the order in which they were read. One article is another again when
 * title, publisher and text are the same; when the text, of some length, is the same; when it is the same but for small
 * changes that contradict no figure of it; or when one is an extract or a teaser of the other under the same link. The
 * same title from another publisher says nothing by itself, and neither does an article without a headline.
 */
export function findRepeats(articles: readonly ParsedArticle[]): { readonly repeats: readonly Repeat[]; readonly warnings: readonly Warning[] } {
  const firsts = new Firsts();
  const warnings: Warning[] = [];
  const repeats = articles.map((article, place): Repeat => {
    const features = featuresOf(article, place);
    const earlier = firsts.sharing(features);
    const same = earlier.find((one) => isSame(one, features));
    if (same !== undefined) return { duplicateOf: same.place, revisionOf: null };
    firsts.add(features);
    const first = earlier.find((one) => isRevision(one, features));
    if (first === undefined) return { duplicateOf: null, revisionOf: null };
    const shared = first.titleKey === features.titleKey ? 'title and publisher' : 'link';
    warnings.push({ where: placeOf(article.origin), what: `"${article.title}" has the ${shared} of ${placeOf(first.article.origin)} but another text; both are kept, this one as a revision` });
    return { duplicateOf: null, revisionOf: first.place };
  });
  return { repeats, warnings };
}

interface Features {
  readonly article: ParsedArticle;
  readonly place: number;
  readonly headline: string;
  readonly titleKey: string;
  readonly text: number;
  readonly linkKey: string | null;
  readonly paragraphs: ReadonlySet<number>;
  /** Made when first asked for: most articles share nothing. */
  likeness(): Likeness;
}

function featuresOf(article: ParsedArticle, place: number): Features {
  let likeness: Likeness | null = null;
  return {
    article, place, headline: foldName(article.title), titleKey: titleKey(article), text: textNumber(article.paragraphs), linkKey: linkKey(article.url),
    paragraphs: new Set(article.paragraphs.map(paragraphNumber)),
    likeness: () => (likeness ??= new Likeness(article.paragraphs)),
  };
}

/** The first articles of their kind so far, by what others may share with them. */
class Firsts {
  readonly #bySign = new Map<string | number, Features[]>();

  add(features: Features): void {
    for (const sign of signsOf(features)) {
      const others = this.#bySign.get(sign);
      if (others === undefined) this.#bySign.set(sign, [features]);
      else others.push(features);
    }
  }

  /** In the order of their places. A paragraph that many share is no sign; of a title that many share the first few count. */
  sharing(features: Features): Features[] {
    const found = new Set<Features>();
    for (const sign of signsOf(features)) {
      const others = this.#bySign.get(sign) ?? [];
      if (typeof sign === 'string' || others.length <= MOST_COMMON) for (const other of others.slice(0, MOST_COMMON)) found.add(other);
    }
    return [...found].sort((a, b) => a.place - b.place);
  }
}

function signsOf({ titleKey: title, headline, text, linkKey: link, paragraphs }: Features): (string | number)[] {
  return [`title ${title}`, `text ${text}`, ...(headline === '' ? [] : [`headline ${headline}`]), ...(link === null ? [] : [`link ${link}`]), ...paragraphs];
}

function isSame(one: Features, other: Features): boolean {
  if (one.text === other.text && (other.likeness().words.length >= LONG || (one.titleKey === other.titleKey && !areOfOwnDays(one, other)))) return true;
  if (areSiblings(one, other) || (one.text === other.text && areOfOwnDays(one, other))) return false;
  if (sameLink(one, other) && isExtract(one, other)) return true;
  const [a, b] = [one.likeness(), other.likeness()];
  return Math.min(a.words.length, b.words.length) >= COMPARABLE && a.resemblance(b) >= ALIKE && !a.contradicts(b);
}

/**
 * Posts of one publisher under headlines of their own, in one file or of two days: what they share ("Subscribe wherever you
 * listen") may be most of a text and is still not what they are about.
 */
function areSiblings(one: Features, other: Features): boolean {
  if (one.headline === '' || other.headline === '' || one.headline.includes(other.headline) || other.headline.includes(one.headline)) return false;
  if (foldName(one.article.publisher ?? '') !== foldName(other.article.publisher ?? '')) return false;
  return fileOf(one) === fileOf(other) || haveOtherDays(one, other);
}

/** What little one says may be true again on another day ("Sunny, 14 degrees"), unless link or origin say that it is the same post. */
function areOfOwnDays(one: Features, other: Features): boolean {
  const [key, otherKey] = [one.article.key, other.article.key];
  const differs = fileOf(one) === fileOf(other) && key !== undefined && otherKey !== undefined && key !== otherKey;
  return haveOtherDays(one, other) && (differs || (one.linkKey !== null && other.linkKey !== null && !sameLink(one, other)));
}

function haveOtherDays(one: Features, other: Features): boolean {
  const [day, otherDay] = [one, other].map(dayOf);
  return day !== undefined && otherDay !== undefined && day !== otherDay;
}

function fileOf({ article: { origin } }: Features): string {
  return 'file' in origin ? origin.file : placeOf(origin);
}

function dayOf({ article: { published } }: Features): string | undefined {
  return published?.value?.slice(0, 10);
}

function sameLink(one: Features, other: Features): boolean {
  return one.linkKey !== null && one.linkKey === other.linkKey;
}

/** Of two texts under one link: a site that links all to its front page must not become one article. */
function isExtract(one: Features, other: Features): boolean {
  const [short, long] = [one.likeness(), other.likeness()].sort((a, b) => a.words.length - b.words.length);
  if (short === undefined || long === undefined || short.contradicts(long)) return false;
  return short.containment(long) >= EXTRACT || (one.headline !== '' && one.headline === other.headline && short.words.length <= long.words.length * TEASER);
}

/** The same headline on another day, with nothing in common, is a column that comes again. */
function isRevision(one: Features, other: Features): boolean {
  if (one.headline === '' || one.headline !== other.headline || one.text === other.text) return false;
  if (one.titleKey !== other.titleKey && !sameLink(one, other)) return false;
  return !haveOtherDays(one, other) || [...one.paragraphs].some((number) => other.paragraphs.has(number));
}
