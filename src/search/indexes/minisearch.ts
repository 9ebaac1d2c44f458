import MiniSearch from 'minisearch';
import { terms as termsOf } from '../analysis.ts';
import { headline } from '../headline.ts';
import type { CandidateQuery, Candidate, FieldStatistics, Index, SimilarTerm, Statistics } from '../port.ts';
import { defineIndex } from '../port.ts';
import type { Changes } from '../../store/store.ts';

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly headline: string;
}

/**
 * MiniSearch with the word statistics that its public interface lacks. It reads members that 7.2.0 declares
 * `protected`, which is why package.json pins that version and the index contract suite covers each of them.
 */
class TermIndex extends MiniSearch<Entry> {
  field(name: 'text' | 'headline', terms: readonly string[]): FieldStatistics {
    const id = this._fieldIds[name] ?? 0;
    return {
      averageLength: this._avgFieldLength[id] ?? 0,
      df: terms.map((term) => this._index.get(term)?.get(id)?.size ?? 0),
    };
  }

  near(term: string, maxDistance: number): Map<string, [unknown, number]> {
    return this._index.fuzzyGet(term, maxDistance);
  }

  *beginningWith(prefix: string): Iterable<string> {
    yield* this._index.atPrefix(prefix).keys();
  }
}

function createIndex(): TermIndex {
  return new TermIndex({
    fields: ['text', 'headline'],
    tokenize: termsOf,
    processTerm: (term) => term,
    // Removed paragraphs leave the statistics at once: `remove` below is given the whole document.
    autoVacuum: true,
  });
}

class MiniSearchIndex implements Index {
  readonly name = 'minisearch';
  readonly #index = createIndex();
  /** Needed to remove a paragraph exactly: MiniSearch wants the text as it was added. */
  readonly #entries = new Map<string, Entry>();
  #sequence = 0;

  async appliedSequence(): Promise<number> {
    return this.#sequence;
  }

  async apply(changes: Changes): Promise<void> {
    for (const id of changes.removals) this.#remove(id);
    for (const paragraph of changes.upserts) {
      const { id, text } = paragraph;
      this.#remove(id);
      const entry = { id, text, headline: headline(paragraph) };
      this.#entries.set(id, entry);
      this.#index.add(entry);
    }
    this.#sequence = changes.sequence;
  }

  #remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#index.remove(entry);
    this.#entries.delete(id);
  }

  async statistics(terms: readonly string[]): Promise<Statistics> {
    return { paragraphs: this.#entries.size, text: this.#index.field('text', terms), headline: this.#index.field('headline', terms) };
  }

  async similar(term: string, maxDistance: number, limit: number): Promise<readonly SimilarTerm[]> {
    const found: SimilarTerm[] = [];
    for (const [near, [, distance]] of this.#index.near(term, maxDistance)) {
      if (distance > 0) found.push({ term: near, distance, kind: 'fuzzy' });
    }
    found.sort((a, b) => a.distance - b.distance || (a.term < b.term ? -1 : 1));
    const fuzzy = new Set(found.map((similar) => similar.term));
    for (const longer of this.#index.beginningWith(term)) {
      if (found.length >= limit) break;
      if (longer !== term && !fuzzy.has(longer)) found.push({ term: longer, distance: 0, kind: 'prefix' });
    }
    return found.slice(0, limit);
  }

  async candidates({ terms, limit, articles }: CandidateQuery): Promise<readonly Candidate[]> {
    if (terms.length === 0) return [];
    const weights = new Map(terms.map(({ term, weight }) => [term, weight]));
    const results = this.#index.search(
      { combineWith: 'OR', queries: [...weights.keys()] },
      {
        tokenize: (query) => [query],
        boostTerm: (term) => weights.get(term) ?? 1,
        ...(articles !== null && { filter: ({ id }: { id: string }) => articles.has(articleOf(id)) }),
      },
    );
    // MiniSearch multiplies by the number of query terms found; that rewards long questions' common words.
    const scored = results.map(({ id, score, queryTerms }) => ({ id: id as string, score: score / queryTerms.length }));
    scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    return scored.slice(0, limit);
  }

  async close(): Promise<void> {
    this.#index.removeAll();
    this.#entries.clear();
  }
}

/** A paragraph's id begins with its article's (see ingest/identify.ts). */
function articleOf(paragraphId: string): string {
  return paragraphId.slice(0, paragraphId.lastIndexOf('.'));
}

export default defineIndex({ name: 'minisearch', open: async () => new MiniSearchIndex() });
