import { bareKnown } from '../../src/archive/article.ts';
import type { Collection, Copy, IdentifiedArticle, Known } from '../../src/store/store.ts';

/** An article of plain prose; `overrides` say what a test is about. Its paragraphs' ids are `ID.a`, `ID.b`, … */
export function article(id: string, texts: readonly string[], overrides: Partial<IdentifiedArticle> = {}): IdentifiedArticle {
  return {
    id,
    title: `Title of ${id}`,
    publisher: 'The Hill',
    publisherAlias: null,
    section: null,
    author: null,
    published: null,
    url: null,
    category: 'Iraq',
    attribution: null,
    credits: [],
    origin: { file: 'page.txt', line: 1 },
    paragraphs: texts.map((text, place) => ({ id: `${id}.${String.fromCharCode(97 + place)}`, number: place + 1, kind: 'prose', text })),
    language: 'en',
    alsoAt: [],
    revisionOf: null,
    ...overrides,
  };
}

/** A copy of {@link article} at another place; without texts in the article's own words. */
export function copyOf(id: string, inCollection: string, position: number, overrides: Partial<Known> = {}, texts: readonly string[] | null = null): Copy {
  return { ...bareKnown(article(id, [])), ...overrides, place: { collection: inCollection, position }, paragraphs: texts?.map((text) => ({ kind: 'prose', text })) ?? null };
}

export function collection(id: string, fingerprint = 'one'): Collection {
  return { id, fingerprint };
}

export function stated(value: string): IdentifiedArticle['published'] {
  return { value, readings: [value], certainty: 'stated', asWritten: value };
}
