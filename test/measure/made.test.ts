import { describe, expect, it } from 'vitest';
import blogPage from '../../src/ingest/formats/blog-page.ts';
import { identify } from '../../src/ingest/identify.ts';
import { madeArticles } from '../../src/measure/made/articles.ts';
import { pageOf } from '../../src/measure/made/page.ts';
import { word } from '../../src/measure/made/words.ts';
import { KINDS } from '../../src/measure/questions/ask.ts';
import { makeQuestions, type Questions } from '../../src/measure/questions/make.ts';
import { survey } from '../../src/measure/questions/survey.ts';
import { storedArticles } from '../../src/measure/stored.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';

const PARAGRAPHS = 800;
const made = [...madeArticles(PARAGRAPHS, 7)];
const texts = made.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text));

async function questionsOn(count: number, seed: number): Promise<Questions> {
  const store = await openSqliteStore(':memory:');
  await store.replaceCollection({ id: 'made', fingerprint: '' }, await storedArticles(made, new Set()));
  const questions = makeQuestions(await survey(store, 400, seed), count, seed);
  await store.close();
  return questions;
}

describe('the made archive', () => {
  it('is the same for the same numbers, and another for another seed', () => {
    expect([...madeArticles(PARAGRAPHS, 7)]).toEqual(made);
    expect([...madeArticles(50, 8)]).not.toEqual([...madeArticles(50, 7)]);
  });

  it('has as many paragraphs as asked for, of 30 to 120 words, in articles with title and publisher', () => {
    expect(texts).toHaveLength(PARAGRAPHS);
    const lengths = texts.map((text) => text.split(' ').length);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(30);
    // A full name counts as two.
    expect(Math.max(...lengths)).toBeLessThanOrEqual(150);
    expect(made.every(({ title, publisher }) => title !== '' && publisher !== null)).toBe(true);
  });

  it('spreads its words as a language does: few are everywhere, half are rare', () => {
    const df = new Map<string, number>();
    for (const text of texts) for (const each of new Set(text.toLowerCase().match(/\p{L}+/gu))) df.set(each, (df.get(each) ?? 0) + 1);
    const rare = [...df.values()].filter((count) => count === 1).length / df.size;
    expect(df.get('the')).toBeGreaterThan(0.9 * PARAGRAPHS);
    expect([...df.values()].filter((count) => count > 0.1 * PARAGRAPHS).length).toBeLessThan(150);
    expect(rare).toBeGreaterThan(0.3);
    expect(rare).toBeLessThan(0.7);
  });

  it('has a word of its own for each number', () => {
    const numbers = [...Array(20_000).keys(), ...Array.from({ length: 20_000 }, (_, place) => 90_000 + place)];
    expect(new Set(numbers.map(word)).size).toBe(numbers.length);
  });

  it('reads back from its pages', () => {
    const articles = identify([], made.slice(0, 20));
    const read = blogPage.parse({ name: 'made.txt', text: pageOf(articles) }).articles;
    expect(read.map(({ title, publisher }) => [title, publisher])).toEqual(articles.map(({ title, publisher }) => [title, publisher]));
    expect(read.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))).toEqual(articles.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text)));
  });
});

describe('the questions', () => {
  it('are the same for the same archive and seed', async () => {
    expect(await questionsOn(60, 7)).toEqual(await questionsOn(60, 7));
    expect((await questionsOn(60, 8)).question).not.toEqual((await questionsOn(60, 7)).question);
  });

  it('are as many as asked for, and none is asked twice', async () => {
    const questions = await questionsOn(520, 7);
    expect(KINDS.map((kind) => questions[kind].length)).toEqual([520, 520, 520]);
    expect(new Set(KINDS.flatMap((kind) => questions[kind].map(({ text }) => text))).size).toBe(3 * 520);
    const typed = questions.suggest.map(({ of, typed: part }) => `${of} ${part}`);
    expect(typed.length).toBeGreaterThanOrEqual(520);
    expect(new Set(typed).size).toBe(typed.length);
  });

  it('are natural questions of 6 to 12 words and keywords of 2 or 3, whose paragraphs are in the archive', async () => {
    const { question, keyword, suggest } = await questionsOn(200, 7);
    const lengths = (of: typeof question): number[] => of.map(({ text }) => text.split(' ').length);
    expect(Math.min(...lengths(question))).toBeGreaterThanOrEqual(6);
    expect(Math.max(...lengths(question))).toBeLessThanOrEqual(12);
    expect([...new Set(lengths(keyword))].sort()).toEqual([2, 3]);
    const ids = new Set(identify([], made).flatMap(({ paragraphs }) => paragraphs.map(({ id }) => id)));
    expect(question.every(({ paragraph }) => ids.has(paragraph))).toBe(true);
    expect(suggest.every(({ typed, expected }) => expected.toLowerCase().includes(typed.toLowerCase()))).toBe(true);
  });
});
