import type { Changes } from '../../store/store.ts';
import { gather } from '../minisearch/gather.ts';
import { FIELDS, HEADLINE, TEXT, type Field } from '../minisearch/postings.ts';
import { hasSnapshot, loadSnapshot, removeDrafts, saveSnapshot, snapshotSequence } from '../minisearch/snapshot.ts';
import { TermIndex } from '../minisearch/term-index.ts';
import { Pacer } from '../pacer.ts';
import { defineIndex, type Candidate, type CandidateQuery, type FieldStatistics, type Index, type IndexPlace, type LanguageCount, type SimilarTerm, type Statistics } from '../port.ts';
import { chooseSimilar } from '../similar.ts';

class MiniSearchIndex implements Index {
  readonly name = 'minisearch';
  readonly #place: IndexPlace | null;
  #index = new TermIndex();
  #sequence = 0;
  #savedSequence = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(place: IndexPlace | null) {
    this.#place = place;
  }

  /** Reads the snapshot if there is a sound one; else stays empty, to be built from the store. */
  async load(): Promise<this> {
    if (this.#place === null) return this;
    const index = new TermIndex();
    const sequence = await loadSnapshot(this.#place, index);
    if (sequence === null) return this;
    [this.#index, this.#sequence, this.#savedSequence] = [index, sequence, sequence];
    return this;
  }

  async save(): Promise<void> {
    return this.#inTurn(async () => this.#save());
  }

  async #save(): Promise<void> {
    if (this.#place === null || this.#savedSequence === this.#sequence) return;
    const sequence = this.#sequence;
    await saveSnapshot(this.#place, sequence, this.#index.contents());
    this.#savedSequence = sequence;
  }

  async erase(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#index.sweep(0);
      if (this.#place === null) return;
      await removeDrafts(this.#place);
      this.#savedSequence = -1;
      await this.#save();
    });
  }

  async appliedSequence(): Promise<number> {
    return this.#sequence;
  }

  /** Changing, clearing and saving take turns: a snapshot of an index that changes meanwhile would be of no state that ever was. */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async clear(): Promise<void> {
    return this.#inTurn(async () => { [this.#index, this.#sequence] = [new TermIndex(), 0]; });
  }

  async apply(changes: Changes): Promise<void> {
    return this.#inTurn(async () => this.#apply(changes));
  }

  async #apply(changes: Changes): Promise<void> {
    const pacer = new Pacer();
    for (const id of changes.removals) this.#index.strike(id);
    for (const paragraph of changes.upserts) {
      this.#index.strike(paragraph.id);
      this.#index.insert(paragraph);
      await pacer.pause();
    }
    this.#sequence = changes.sequence;
    await this.#index.sweep();
  }

  async statistics(terms: readonly string[]): Promise<Statistics> {
    return { paragraphs: this.#index.paragraphs, text: this.#field(TEXT, terms), headline: this.#field(HEADLINE, terms) };
  }

  #field(field: Field, terms: readonly string[]): FieldStatistics {
    return { averageLength: this.#index.averageLength(field), df: terms.map((term) => this.#index.df(term, field)) };
  }

  async languages(): Promise<readonly LanguageCount[]> {
    return this.#index.languages();
  }

  async similar(term: string, maxDistance: number, limit: number): Promise<readonly SimilarTerm[]> {
    return chooseSimilar(this.#index.near(term, maxDistance), this.#index.longer(term), limit);
  }

  async candidates(query: CandidateQuery): Promise<readonly Candidate[]> {
    const index = this.#index;
    const { terms, required, excluded, articles, except } = query;
    const needed = required.map((term) => FIELDS.map((field) => index.postings(term, field)));
    const banned = excluded.flatMap((term) => FIELDS.map((field) => index.postings(term, field)));
    const allowed = (document: number): boolean =>
      needed.every((fields) => fields.some((postings) => postings?.has(document) === true)) &&
      !banned.some((postings) => postings?.has(document) === true) &&
      (except === undefined || articleOf(index.idOf(document)) !== except) &&
      (articles === null || articles.has(articleOf(index.idOf(document))));
    return gather(index, terms, query, allowed).map(({ document, score }) => ({ id: index.idOf(document), score }));
  }

  async close(): Promise<void> {
    this.#index = new TermIndex();
  }
}

/** A paragraph's id begins with its article's (see ingest/identify.ts). */
function articleOf(paragraphId: string): string {
  return paragraphId.slice(0, paragraphId.lastIndexOf('.'));
}

export default defineIndex({ name: 'minisearch', isKept: hasSnapshot, keptSequence: snapshotSequence, open: async (place) => new MiniSearchIndex(place).load() });
