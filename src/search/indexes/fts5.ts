import { Connection } from '../../store/connection.ts';
import type { Changes } from '../../store/store.ts';
import { gather } from '../fts5/gather.ts';
import { hasTables, makeTables, prepareTables, tablesSequence } from '../fts5/schema.ts';
import { Vocabulary } from '../fts5/vocabulary.ts';
import { IndexWriter } from '../fts5/writer.ts';
import { defineIndex, type Candidate, type CandidateQuery, type Index, type IndexPlace, type LanguageCount, type SimilarTerm, type Statistics } from '../port.ts';
import { chooseSimilar, MOST_PREFIXED } from '../similar.ts';

const BUSY_TIMEOUT_MS = 5_000;
const TERM_COUNTS = 'SELECT text, headline FROM json_each(?) asked LEFT JOIN fts_terms ON term = asked.value ORDER BY asked.key';
const LONGER = 'SELECT term, text AS df FROM fts_terms WHERE term > ?1 AND term < ?2 ORDER BY term LIMIT ?3';

/**
 * SQLite's FTS5 in the store's own file: opens at once whatever the archive's size, and holds next to nothing in memory.
 * Several processes may have it open; one of them writes.
 */
class Fts5Index implements Index {
  readonly name = 'fts5';
  readonly #db: Connection;
  #vocabulary: { readonly sequence: number; readonly words: Promise<Vocabulary> } | null = null;

  constructor(file: string) {
    this.#db = new Connection(file, BUSY_TIMEOUT_MS);
    prepareTables(this.#db);
  }

  async appliedSequence(): Promise<number> {
    return this.#sequence();
  }

  #sequence(): number {
    return Number(this.#db.get('SELECT sequence FROM fts_state')?.['sequence']);
  }

  async clear(): Promise<void> {
    this.#db.write(() => { makeTables(this.#db); });
    this.#vocabulary = null;
  }

  async apply(changes: Changes): Promise<void> {
    this.#db.write(() => {
      // Another process has applied this and more: applied again, it would bring back what was removed since.
      if (this.#sequence() <= changes.sequence) new IndexWriter(this.#db).apply(changes);
    });
  }

  async save(): Promise<void> {
    // Everything is on disk already. Planner statistics and merged segments are SQLite's own affair.
  }

  async erase(): Promise<void> {
    // Segments keep what is deleted until they are merged. The pages that become free are the store's to overwrite.
    this.#db.run("INSERT INTO fts_words (fts_words) VALUES ('optimize')");
  }

  async statistics(terms: readonly string[]): Promise<Statistics> {
    const state = this.#db.get('SELECT paragraphs, text_length, headline_length FROM fts_state');
    const paragraphs = Number(state?.['paragraphs']);
    const rows = terms.length === 0 ? [] : this.#db.all(TERM_COUNTS, JSON.stringify(terms));
    const field = (name: 'text' | 'headline'): Statistics['text'] => ({
      averageLength: paragraphs === 0 ? 0 : Number(state?.[`${name}_length`]) / paragraphs,
      df: rows.map((row) => Number(row[name] ?? 0)),
    });
    return { paragraphs, text: field('text'), headline: field('headline') };
  }

  async languages(): Promise<readonly LanguageCount[]> {
    const rows = this.#db.all('SELECT language, paragraphs FROM fts_languages WHERE paragraphs > 0 ORDER BY paragraphs DESC, language');
    return rows.map(({ language, paragraphs }) => ({ language: String(language), paragraphs: Number(paragraphs) }));
  }

  async similar(term: string, maxDistance: number, limit: number): Promise<readonly SimilarTerm[]> {
    const near = (await this.#words()).near(term, maxDistance);
    const longer = this.#db.all(LONGER, term, `${term}\u{10FFFF}`, MOST_PREFIXED).map((row) => ({ term: String(row['term']), df: Number(row['df']) }));
    return chooseSimilar(near, longer, limit);
  }

  /** Read when first needed, and again when the archive has changed. */
  async #words(): Promise<Vocabulary> {
    const sequence = this.#sequence();
    if (this.#vocabulary?.sequence !== sequence) {
      const read = { sequence, words: Vocabulary.read(this.#db) };
      this.#vocabulary = read;
      read.words.catch(() => { if (this.#vocabulary === read) this.#vocabulary = null; });
    }
    return this.#vocabulary.words;
  }

  async candidates(query: CandidateQuery): Promise<readonly Candidate[]> {
    return gather(this.#db, query, await this.statistics(query.terms.map(({ term }) => term)));
  }

  async close(): Promise<void> {
    this.#db.close();
  }
}

async function isKept({ storeFile }: IndexPlace): Promise<boolean> {
  return asked(new Connection(storeFile, BUSY_TIMEOUT_MS), hasTables);
}

async function keptSequence({ storeFile }: IndexPlace): Promise<number | null> {
  return asked(new Connection(storeFile, BUSY_TIMEOUT_MS, true), tablesSequence);
}

function asked<T>(db: Connection, question: (db: Connection) => T): T {
  try {
    return question(db);
  } finally {
    db.close();
  }
}

export default defineIndex({ name: 'fts5', onDisk: true, isKept, keptSequence, open: async (place: IndexPlace | null) => new Fts5Index(place?.storeFile ?? ':memory:') });
