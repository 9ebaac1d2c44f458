import type { Collection, IdentifiedArticle } from '../../src/store/store.ts';

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

export function collection(id: string, fingerprint = 'one'): Collection {
  return { id, fingerprint };
}

export function stated(value: string): IdentifiedArticle['published'] {
  return { value, readings: [value], certainty: 'stated', asWritten: value };
}
