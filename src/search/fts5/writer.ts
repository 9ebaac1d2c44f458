import type { Connection } from '../../store/connection.ts';
import type { Changes, IndexableParagraph } from '../../store/store.ts';
import { terms as termsOf } from '../analysis.ts';
import { headline } from '../headline.ts';

const COUNT_TERM = `
INSERT INTO fts_terms VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET text = text + excluded.text, headline = headline + excluded.headline`;
const COUNT_LANGUAGE = 'INSERT INTO fts_languages VALUES (?, ?) ON CONFLICT DO UPDATE SET paragraphs = paragraphs + excluded.paragraphs';

interface Fields {
  readonly text: readonly string[];
  readonly headline: readonly string[];
}

/** One batch of changes, within a transaction that the caller opened; statistics are written once at its end. */
export class IndexWriter {
  readonly #db: Connection;
  readonly #terms = new Map<string, { text: number; headline: number }>();
  readonly #languages = new Map<string, number>();
  readonly #totals = { paragraphs: 0, text: 0, headline: 0 };

  constructor(db: Connection) {
    this.#db = db;
  }

  apply({ sequence, upserts, removals }: Changes): void {
    for (const id of removals) this.#remove(id);
    for (const paragraph of upserts) {
      this.#remove(paragraph.id);
      this.#insert(paragraph);
    }
    this.#flush(sequence);
  }

  #insert({ id, articleId, text, title, publisher, language }: IndexableParagraph): void {
    const fields = { text: termsOf(text, language), headline: termsOf(headline({ title, publisher }), language) };
    const row = this.#db.get('INSERT INTO fts_rows (id, article, language) VALUES (?, ?, ?) RETURNING row', id, articleId, language)?.['row'];
    this.#db.run('INSERT INTO fts_words (rowid, text, headline) VALUES (?, ?, ?)', Number(row), fields.text.join(' '), fields.headline.join(' '));
    this.#count(fields, language, 1);
  }

  #remove(id: string): void {
    const held = this.#db.get('SELECT row, language, text, headline FROM fts_rows JOIN fts_words ON fts_words.rowid = row WHERE id = ?', id);
    if (held === undefined) return;
    this.#db.run('DELETE FROM fts_words WHERE rowid = ?', Number(held['row']));
    this.#db.run('DELETE FROM fts_rows WHERE row = ?', Number(held['row']));
    this.#count({ text: split(held['text']), headline: split(held['headline']) }, String(held['language']), -1);
  }

  #count(fields: Fields, language: string, by: 1 | -1): void {
    this.#totals.paragraphs += by;
    for (const field of ['text', 'headline'] as const) {
      this.#totals[field] += by * fields[field].length;
      for (const term of new Set(fields[field])) {
        let counts = this.#terms.get(term);
        if (counts === undefined) this.#terms.set(term, (counts = { text: 0, headline: 0 }));
        counts[field] += by;
      }
    }
    this.#languages.set(language, (this.#languages.get(language) ?? 0) + by);
  }

  #flush(sequence: number): void {
    let fell = false;
    for (const [term, { text, headline: inHeadline }] of this.#terms) {
      if (text !== 0 || inHeadline !== 0) this.#db.run(COUNT_TERM, term, text, inHeadline);
      fell ||= text < 0 || inHeadline < 0;
    }
    if (fell) this.#db.run('DELETE FROM fts_terms WHERE text = 0 AND headline = 0');
    for (const [language, count] of this.#languages) if (count !== 0) this.#db.run(COUNT_LANGUAGE, language, count);
    const { paragraphs, text, headline: inHeadlines } = this.#totals;
    this.#db.run('UPDATE fts_state SET sequence = ?, paragraphs = paragraphs + ?, text_length = text_length + ?, headline_length = headline_length + ?', sequence, paragraphs, text, inHeadlines);
  }
}

/** The terms of a field of `fts_words`. */
export function split(field: unknown): string[] {
  return typeof field !== 'string' || field === '' ? [] : field.split(' ');
}
