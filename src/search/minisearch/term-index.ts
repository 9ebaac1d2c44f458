import MiniSearch from 'minisearch';
import type { IndexableParagraph } from '../../store/store.ts';
import { terms as termsOf } from '../analysis.ts';
import { GrowingUint32 } from '../growing.ts';
import { headline } from '../headline.ts';
import type { LanguageCount } from '../port.ts';
import { MOST_PREFIXED } from '../similar.ts';
import { FIELDS, HEADLINE, TEXT, type Field, type Postings, type PostingsView } from './postings.ts';
import type { SnapshotContents, SnapshotTarget } from './snapshot.ts';

/** A paragraph as MiniSearch is given it: already analysed, terms joined by spaces. */
interface Entry {
  readonly id: string;
  readonly text: string;
  readonly headline: string;
}

/** Paragraphs that are gone are struck from the postings when so many have gathered: a sweep over all terms is dear. */
const MOST_GONE = 500;

/**
 * MiniSearch as the inverted index it is, with what its public interface lacks: postings, word statistics, spellings. It
 * reads members that 7.2.0 declares `protected`, which is why package.json pins that version and the index contract suite
 * covers each of them. Its own search is not used: it makes an object of every paragraph that holds any word of a question.
 */
export class TermIndex extends MiniSearch<Entry> implements PostingsView, SnapshotTarget {
  readonly #lengths = [new GrowingUint32(), new GrowingUint32()] as const;
  readonly #totals: [number, number] = [0, 0];
  readonly #languageOf = new GrowingUint32();
  readonly #languages: { language: string; paragraphs: number }[] = [];
  /** Short ids whose postings are still there. */
  readonly #gone = new Set<number>();

  constructor() {
    super({ fields: ['text', 'headline'], tokenize: (text) => (text === '' ? [] : text.split(' ')), processTerm: (term) => term, autoVacuum: false });
  }

  get paragraphs(): number {
    return this._documentCount;
  }

  get end(): number {
    return this._nextId;
  }

  insert({ id, text, title, publisher, language }: IndexableParagraph): void {
    const fields = [termsOf(text, language), termsOf(headline({ title, publisher }), language)] as const;
    const document = this._nextId;
    this.add({ id, text: fields[TEXT].join(' '), headline: fields[HEADLINE].join(' ') });
    this.#note(document, [fields[TEXT].length, fields[HEADLINE].length], language);
  }

  #note(document: number, lengths: readonly [number, number], language: string): void {
    for (const field of FIELDS) {
      this.#lengths[field].set(document, lengths[field]);
      this.#totals[field] += lengths[field];
    }
    let place = this.#languages.findIndex((known) => known.language === language);
    if (place === -1) place = this.#languages.push({ language, paragraphs: 0 }) - 1;
    this.#languageOf.set(document, place);
    const counted = this.#languages[place];
    if (counted !== undefined) counted.paragraphs++;
  }

  strike(id: string): void {
    const document = this._idToShortId.get(id);
    if (document === undefined) return;
    for (const field of FIELDS) this.#totals[field] -= this.#lengths[field].get(document);
    const counted = this.#languages[this.#languageOf.get(document)];
    if (counted !== undefined) counted.paragraphs--;
    this.discard(id);
    this.#gone.add(document);
  }

  /** Frees what removed paragraphs still hold, in slices, once there are more than so many. */
  async sweep(most = MOST_GONE): Promise<void> {
    if (this.#gone.size <= most) return;
    await this.vacuum({ batchSize: 500, batchWait: 1 });
    this.#gone.clear();
  }

  postings(term: string, field: Field): Postings | undefined {
    return this._index.get(term)?.get(field);
  }

  length(document: number, field: Field): number {
    return this.#lengths[field].get(document);
  }

  averageLength(field: Field): number {
    return this.paragraphs === 0 ? 0 : this.#totals[field] / this.paragraphs;
  }

  isLive(document: number): boolean {
    return !this.#gone.has(document);
  }

  /** Exact: paragraphs that are gone do not count. */
  df(term: string, field: Field): number {
    const postings = this.postings(term, field);
    if (postings === undefined) return 0;
    let count = postings.size;
    for (const document of this.#gone) if (postings.has(document)) count--;
    return count;
  }

  /** Within so many edits, the term itself left out. */
  near(term: string, maxDistance: number): { term: string; distance: number }[] {
    return [...this._index.fuzzyGet(term, maxDistance)].map(([near, [, distance]]) => ({ term: near, distance })).filter(({ term: near, distance }) => distance > 0 && this.#isHeld(near));
  }

  longer(prefix: string): { term: string; df: number }[] {
    const found: { term: string; df: number }[] = [];
    // The tree's own order depends on which word came first.
    for (const term of [...this._index.atPrefix(prefix).keys()].sort()) {
      if (found.length >= MOST_PREFIXED) break;
      if (term !== prefix && this.#isHeld(term)) found.push({ term, df: this.df(term, TEXT) });
    }
    return found;
  }

  #isHeld(term: string): boolean {
    return this.#gone.size === 0 || FIELDS.some((field) => this.df(term, field) > 0);
  }

  idOf(document: number): string {
    return String(this._documentIds.get(document));
  }

  languages(): LanguageCount[] {
    return this.#languages.filter(({ paragraphs }) => paragraphs > 0).sort((a, b) => b.paragraphs - a.paragraphs || (a.language < b.language ? -1 : 1));
  }

  /** All that a snapshot keeps; must not change while it is read. */
  contents(): SnapshotContents {
    return { documents: this.#documents(), count: this.paragraphs, end: this.end, terms: this.#terms() };
  }

  *#documents(): SnapshotContents['documents'] {
    for (const [document, id] of this._documentIds) {
      const language = this.#languages[this.#languageOf.get(document)]?.language ?? '';
      yield { document, id: String(id), lengths: [this.length(document, TEXT), this.length(document, HEADLINE)], language };
    }
  }

  *#terms(): SnapshotContents['terms'] {
    for (const [term, fields] of this._index) yield { term, postings: [fields.get(TEXT), fields.get(HEADLINE)] };
  }

  /** Takes in one document of a snapshot; its postings follow by {@link restoreTerm}. */
  restoreDocument(id: string, lengths: readonly [number, number], language: string): void {
    const document = this._nextId;
    this._idToShortId.set(id, document);
    this._documentIds.set(document, id);
    this._fieldLength.set(document, [...lengths]);
    this._documentCount++;
    this._nextId++;
    this.#note(document, lengths, language);
  }

  restoreTerm(term: string, postings: readonly [Map<number, number>, Map<number, number>]): void {
    const fields = new Map<number, Map<number, number>>();
    for (const field of FIELDS) if (postings[field].size > 0) fields.set(field, postings[field]);
    this._index.set(term, fields);
  }
}
