import type { FullArticle } from '../archive/article.ts';
import { fold, foldName } from '../archive/fold.ts';
import type { ParsedArticle } from './format.ts';
import { placeOf } from './places.ts';
import { articleKey, linkKey } from '../archive/keys.ts';

/** Share of an article's paragraphs that must be those of another one for the two to be one article under another title. */
const MOST = 0.5;
/** A paragraph that stands in more articles than that ("Advertisement") says nothing about which article it is. */
const COMMON = 20;

interface Pair {
  readonly former: number;
  readonly now: number;
  /** Paragraphs in common, as a share of the longer article's. */
  readonly shared: number;
  readonly sameFile: boolean;
  /** How many of key and link are the same: they tell articles of the same words apart. */
  readonly signs: number;
}

/** An article that the store holds. */
export type Former = FullArticle & { readonly key?: string };

/**
 * Which earlier article each parsed one is, or undefined. In this order: the same title, publisher and text; what its file
 * itself calls the same; the same title and publisher with paragraphs in common; the same link, with a title or a paragraph
 * in common; most paragraphs in common (a corrected title); the same title and publisher alone (a rewritten text). Each earlier article is matched once, more alike ones and those of the same file first.
 */
export function matchArticles(previous: readonly Former[], parsed: readonly ParsedArticle[]): (Former | undefined)[] {
  if (previous.length === 0) return parsed.map(() => undefined);
  const matching = new Matching(previous, parsed);
  matching.take(({ former, now, shared }) => shared > 0 && matching.sameTitle(former, now) && matching.sameText(former, now));
  matching.take(({ former, now, sameFile }) => sameFile && matching.same('key', former, now));
  matching.take(({ former, now, shared }) => shared > 0 && matching.sameTitle(former, now));
  matching.take(({ former, now, shared }) => matching.same('link', former, now) && (shared > 0 || matching.same('headline', former, now)));
  matching.take(({ shared }) => shared > MOST);
  matching.take(({ former, now }) => matching.sameTitle(former, now));
  return matching.result.map((former) => (former === undefined ? undefined : previous[former]));
}

class Matching {
  readonly result: (number | undefined)[];
  readonly #matched = new Set<number>();
  readonly #previous: readonly Features[];
  readonly #parsed: readonly Features[];
  /** Only pairs that have a title or a paragraph in common, most alike first. */
  readonly #pairs: readonly Pair[];

  constructor(previous: readonly Former[], parsed: readonly ParsedArticle[]) {
    this.#previous = previous.map(featuresOf);
    this.#parsed = parsed.map(featuresOf);
    this.result = parsed.map(() => undefined);
    this.#pairs = this.#candidates().sort(
      (a, b) => b.shared - a.shared || b.signs - a.signs || Number(b.sameFile) - Number(a.sameFile) || a.former - b.former || a.now - b.now,
    );
  }

  sameTitle(former: number, now: number): boolean {
    return this.#previous[former]?.title === this.#parsed[now]?.title;
  }

  same(sign: 'key' | 'link' | 'headline', former: number, now: number): boolean {
    const [was, is] = [this.#previous[former]?.[sign], this.#parsed[now]?.[sign]];
    return was !== undefined && was !== null && was === is;
  }

  sameText(former: number, now: number): boolean {
    return this.#previous[former]?.folded.join('\n') === this.#parsed[now]?.folded.join('\n');
  }

  take(fits: (pair: Pair) => boolean): void {
    for (const pair of this.#pairs) {
      if (this.#matched.has(pair.former) || this.result[pair.now] !== undefined || !fits(pair)) continue;
      this.result[pair.now] = pair.former;
      this.#matched.add(pair.former);
    }
  }

  #candidates(): Pair[] {
    const byFeature = new Map<string, Set<number>>();
    for (const [former, { title, signs, counts }] of this.#previous.entries()) {
      for (const feature of [title, ...signs, ...counts.keys()]) byFeature.set(feature, (byFeature.get(feature) ?? new Set()).add(former));
    }
    return this.#parsed.flatMap((features, now) => {
      const formers = new Set([features.title, ...features.signs, ...features.counts.keys()].flatMap((feature) => {
        const holders = byFeature.get(feature);
        return holders === undefined || (holders.size > COMMON && feature !== features.title) ? [] : [...holders];
      }));
      return [...formers].flatMap((former) => {
        const other = this.#previous[former];
        return other === undefined ? [] : [{ former, now, shared: shareOf(other, features), sameFile: other.file === features.file, signs: features.signs.filter((sign) => other.signs.includes(sign)).length }];
      });
    });
  }
}

interface Features {
  readonly title: string;
  readonly headline: string | null;
  readonly key: string | null;
  readonly link: string | null;
  /** Key and link, apart from any title or paragraph of the same words. */
  readonly signs: readonly string[];
  readonly folded: readonly string[];
  /** How often each paragraph stands in the article. */
  readonly counts: ReadonlyMap<string, number>;
  readonly file: string;
}

function featuresOf(article: ParsedArticle | Former): Features {
  const counts = new Map<string, number>();
  const folded = article.paragraphs.map(({ text }) => fold(text));
  for (const text of folded) counts.set(text, (counts.get(text) ?? 0) + 1);
  const file = 'file' in article.origin ? article.origin.file : placeOf(article.origin);
  // The line break keeps a title apart from a paragraph of the same words.
  const [headline, key, link] = [foldName(article.title), article.key ?? null, linkKey(article.url)];
  const signs = [...(key === null ? [] : [`key\n${key}`]), ...(link === null ? [] : [`link\n${link}`])];
  return { title: `title\n${articleKey(article)}`, headline: headline === '' ? null : headline, key, link, signs, counts, folded, file };
}

function shareOf(a: Features, b: Features): number {
  let common = 0;
  for (const [text, count] of a.counts) common += Math.min(count, b.counts.get(text) ?? 0);
  return common / Math.max(a.folded.length, b.folded.length, 1);
}
