import { LRUCache } from 'lru-cache';
import type { Answer, Hit } from './answer.ts';
import type { ParagraphSource } from './paragraphs.ts';

/** So many paragraphs near to an article are looked at. */
const LOOKED_AT = 20;
/** An article's further near paragraphs count ever less. */
const DECAY = 0.5;
/** What is so much further away than the nearest one has little to do with the article. */
const NEAR = 0.3;

/** An article by what tells its topic. `headline` is without the publisher. */
export interface Topic extends Pick<ParagraphSource, 'articleId' | 'language' | 'headline' | 'text'> {
  /** Another version of the same text, which is no other article; null for none. */
  readonly versionOf: string | null;
}

interface Asking {
  keyWords(text: Pick<ParagraphSource, 'text' | 'language' | 'headline'>): Promise<readonly string[]>;
  search(request: { readonly question: string; readonly limit: number; readonly articles: null; readonly except: string; readonly wordsAlone: true }): Promise<Answer>;
}

/** Finds the nearest other articles; those asked about lately are remembered, since telling takes as long as several questions. */
export class Related {
  readonly #searcher: Asking;
  readonly #known = new LRUCache<string, readonly Hit[]>({ max: 500 });

  constructor(searcher: Asking) {
    this.#searcher = searcher;
  }

  /** Of each of them the paragraph that is nearest, nearest article first. `read` gives the article where it is not remembered. */
  async to(articleId: string, most: number, read: () => Promise<Topic>): Promise<readonly Hit[]> {
    const key = `${articleId} ${most}`;
    let hits = this.#known.get(key);
    if (hits === undefined) {
      hits = await this.#find(await read(), most);
      this.#known.set(key, hits);
    }
    return hits;
  }

  /** To be called when the archive changed. */
  forget(): void {
    this.#known.clear();
  }

  async #find(topic: Topic, most: number): Promise<readonly Hit[]> {
    const words = await this.#searcher.keyWords(topic);
    if (words.length === 0) return [];
    const { hits } = await this.#searcher.search({ question: words.join(' '), limit: LOOKED_AT, articles: null, except: topic.articleId, wordsAlone: true });
    const near = new Map<string, { readonly best: Hit; score: number; share: number }>();
    for (const hit of hits) {
      const known = near.get(hit.paragraph.source.articleId);
      if (known === undefined) near.set(hit.paragraph.source.articleId, { best: hit, score: hit.score, share: DECAY });
      else {
        known.score += known.share * hit.score;
        known.share *= DECAY;
      }
    }
    if (topic.versionOf !== null) near.delete(topic.versionOf);
    const nearest = [...near.values()].sort((a, b) => b.score - a.score).slice(0, most);
    const bar = NEAR * (nearest[0]?.score ?? 0);
    return nearest.filter(({ score }) => score >= bar).map(({ best }) => best);
  }
}
