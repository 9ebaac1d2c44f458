import { readFile, writeFile } from 'node:fs/promises';
import MiniSearch from 'minisearch';
import type { Document } from '../collection.ts';
import { LOOKED_AT, QUOTED, type Engine } from '../engine.ts';
import { plainReply, type PlainParagraph } from '../plain-reply.ts';
import type { Completion } from '../questions/completions.ts';
import { secondsSince, type BuiltRanker } from '../ranker.ts';

/** MiniSearch as its documentation shows it: two fields, every option at its default. What Backfile is measured against. */
export function rankWithMiniSearch(documents: readonly Document[]): BuiltRanker {
  const started = performance.now();
  const index = new MiniSearch<Document>({ fields: ['title', 'text'] });
  index.addAll(documents);
  const ranker = {
    rank: async (question: string, limit: number) => index.search(question).slice(0, limit).map(({ id }) => id as string),
    judge: null,
    close: async () => { index.removeAll(); },
  };
  return { ranker, buildSeconds: secondsSince(started) };
}

const OPTIONS = { fields: ['title', 'text'], storeFields: ['articleId', 'number', 'kind', 'text', 'title', 'publisher'] };
const CHOICES = 25;

/** The same over the paragraphs of an archive; what a reply needs is kept in its stored fields. */
export class PlainMiniSearch implements Engine {
  readonly #index: MiniSearch<PlainParagraph>;

  constructor(index = new MiniSearch<PlainParagraph>(OPTIONS)) {
    this.#index = index;
  }

  /** From what {@link save} wrote. */
  static async load(file: string): Promise<PlainMiniSearch> {
    return new PlainMiniSearch(MiniSearch.loadJSON<PlainParagraph>(await readFile(file, 'utf8'), OPTIONS));
  }

  add(paragraph: PlainParagraph): void {
    this.#index.add(paragraph);
  }

  async answer(question: string): ReturnType<Engine['answer']> {
    const results = this.#index.search(question);
    const reply = plainReply(question, results.slice(0, QUOTED) as unknown as PlainParagraph[]);
    return { reply, topTen: async () => results.slice(0, LOOKED_AT).map(({ id }) => id as string) };
  }

  async suggest({ of, typed }: Completion): Promise<readonly string[] | null> {
    if (of !== 'title') return null;
    const found = this.#index.search(typed, { fields: ['title'], prefix: true, combineWith: 'AND' });
    return [...new Set(found.map(({ title }) => title as string))].slice(0, CHOICES);
  }

  async save(file: string): Promise<void> {
    await writeFile(file, JSON.stringify(this.#index));
  }

  async close(): Promise<void> {
    this.#index.removeAll();
  }
}
