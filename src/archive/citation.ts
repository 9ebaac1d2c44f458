import type { Article, Published } from './article.ts';
import { isSameHouse, personNames, type Name } from './names.ts';
import { repostedAt } from './reposted.ts';

/** Year; year and month; or year, month and day (1-based). */
export type DateParts = readonly [number] | readonly [number, number] | readonly [number, number, number];

/** A CSL-JSON item (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html), restricted to what an archive knows. */
export interface Citation {
  readonly id: string;
  readonly type: 'article-newspaper';
  readonly title: string;
  readonly 'container-title'?: string;
  readonly author?: readonly Name[];
  /** `date-parts` holds what every reading of the date agrees on; `raw` the words of the page. */
  readonly issued?: { readonly 'date-parts'?: readonly [DateParts]; readonly raw: string };
  readonly section?: string;
  readonly URL?: string;
  /**
   * The site and the page that carry it, if they are not its publisher's: where a copy is kept. CSL-JSON has no variable
   * for reposts; `source` is the catalogue that described an item, `container-title` would make the blog its publisher.
   */
  readonly archive?: string;
  readonly archive_location?: string;
}

export function cite(article: Article): Citation {
  const reposted = repostedAt(article);
  return {
    id: article.id,
    type: 'article-newspaper',
    title: article.title,
    ...(article.publisher !== null && { 'container-title': article.publisher }),
    ...(article.author !== null && { author: authorsOf(article.author, article.publisher) }),
    ...(article.published !== null && { issued: issuedOf(article.published) }),
    ...(article.section !== null && { section: article.section }),
    ...(article.url !== null && { URL: article.url }),
    ...(reposted !== null && { archive: reposted.site, archive_location: reposted.url }),
  };
}

/** Who signs with the publisher's own name is no person, whatever the name looks like. */
function authorsOf(author: string, publisher: string | null): Name[] {
  return publisher !== null && isSameHouse(author, publisher) ? [{ literal: author }] : personNames(author);
}

function issuedOf({ readings, asWritten: raw }: Published): NonNullable<Citation['issued']> {
  const parts = agreedParts(readings);
  return parts === null ? { raw } : { 'date-parts': [parts], raw };
}

/** The leading parts (year, month, day) that all readings share: what is known even of an ambiguous date. */
export function agreedParts(readings: readonly string[]): DateParts | null {
  const dates = readings.map((reading) => /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/u.exec(reading)?.slice(1) ?? []);
  const agreed: number[] = [];
  for (let place = 0; place < 3; place++) {
    const [first, ...others] = dates.map((date) => date[place]);
    if (first === undefined || others.some((other) => other !== first)) break;
    agreed.push(Number(first));
  }
  return agreed.length === 0 ? null : (agreed as unknown as DateParts);
}
