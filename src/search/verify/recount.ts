import { terms as termsOf } from '../analysis.ts';
import { headline } from '../headline.ts';
import { Pacer } from '../pacer.ts';
import type { HeldArticle } from '../../store/store.ts';

/** In how many paragraphs a term stands. */
interface Df {
  text: number;
  headline: number;
}

/** Statistics of all paragraphs, counted from the store alone. */
export class Recount {
  paragraphs = 0;
  readonly lengths = { text: 0, headline: 0 };
  readonly terms = new Map<string, Df>();
  readonly languages = new Map<string, number>();

  static async of(articles: AsyncIterable<HeldArticle>): Promise<Recount> {
    const [recount, pacer] = [new Recount(), new Pacer()];
    for await (const article of articles) {
      recount.#add(article);
      await pacer.pause();
    }
    return recount;
  }

  #add(article: HeldArticle): void {
    const ofHeadline = termsOf(headline(article), article.language);
    for (const { text } of article.paragraphs) {
      this.paragraphs++;
      this.languages.set(article.language, (this.languages.get(article.language) ?? 0) + 1);
      this.#count('headline', ofHeadline);
      this.#count('text', termsOf(text, article.language));
    }
  }

  #count(field: keyof Df, terms: readonly string[]): void {
    this.lengths[field] += terms.length;
    for (const term of new Set(terms)) {
      let df = this.terms.get(term);
      if (df === undefined) this.terms.set(term, (df = { text: 0, headline: 0 }));
      df[field]++;
    }
  }
}
