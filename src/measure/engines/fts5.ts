import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { LOOKED_AT, QUOTED, type Engine } from '../engine.ts';
import { plainReply, type PlainParagraph } from '../plain-reply.ts';
import type { Completion } from '../questions/completions.ts';
import { wordsOf } from '../questions/survey.ts';

const SCHEMA = `
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE VIRTUAL TABLE paragraphs USING fts5 (title, text, id UNINDEXED, article UNINDEXED, number UNINDEXED, kind UNINDEXED, publisher UNINDEXED, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE terms USING fts5vocab (paragraphs, row);
CREATE TABLE frequencies (term TEXT PRIMARY KEY, df INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE temp.asked USING fts5 (words, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE temp.asked_terms USING fts5vocab (temp, asked, row);
BEGIN`;
const FOUND = 'SELECT id, article AS articleId, number, kind, text, title, publisher FROM paragraphs WHERE paragraphs MATCH ? ORDER BY rank LIMIT ?';
const CHOICES = 25;
/** Words in more paragraphs than this share are left out, but never the two rarest. */
const SELECTIVE = 0.01;
const RAREST = 2;

/** SQLite's full-text index as its documentation shows it: Porter's stems, any word, BM25. */
export class PlainFts5 implements Engine {
  protected readonly db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #find: StatementSync;
  protected paragraphs = 0;

  constructor(file: string) {
    this.db = new DatabaseSync(file);
    this.db.exec(SCHEMA);
    this.#insert = this.db.prepare('INSERT INTO paragraphs (title, text, id, article, number, kind, publisher) VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#find = this.db.prepare(FOUND);
  }

  add({ title, text, id, articleId, number, kind, publisher }: PlainParagraph): void {
    this.#insert.run(title, text, id, articleId, number, kind, publisher);
    this.paragraphs++;
  }

  finish(): void {
    this.db.exec('COMMIT');
    this.db.exec('INSERT INTO frequencies SELECT term, doc FROM terms');
  }

  async answer(question: string): ReturnType<Engine['answer']> {
    const words = this.chooseWords(question);
    const found = words.length === 0 ? [] : (this.#find.all(words.map(quoted).join(' OR '), LOOKED_AT) as unknown as PlainParagraph[]);
    return { reply: plainReply(question, found.slice(0, QUOTED)), topTen: async () => found.map(({ id }) => id) };
  }

  protected chooseWords(question: string): string[] {
    return wordsOf(question);
  }

  async suggest({ of, typed }: Completion): Promise<readonly string[] | null> {
    const words = wordsOf(typed);
    if (of !== 'title' || words.length === 0) return null;
    const found = this.db.prepare('SELECT DISTINCT title FROM paragraphs WHERE paragraphs MATCH ? LIMIT ?').all(`title : (${words.map((word) => `${quoted(word)}*`).join(' AND ')})`, CHOICES);
    return found.map(({ title }) => title as string);
  }

  async close(): Promise<void> {
    this.db.close();
  }
}

/** The same, asked for the question's selective words only. */
export class SelectiveFts5 extends PlainFts5 {
  protected override chooseWords(question: string): string[] {
    this.db.prepare('DELETE FROM temp.asked').run();
    this.db.prepare('INSERT INTO temp.asked VALUES (?)').run(wordsOf(question).join(' '));
    const known = this.db.prepare('SELECT a.term, f.df FROM temp.asked_terms a JOIN frequencies f ON f.term = a.term ORDER BY f.df').all();
    return known.filter(({ df }, place) => place < RAREST || Number(df) <= SELECTIVE * this.paragraphs).map(({ term }) => term as string);
  }
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}
