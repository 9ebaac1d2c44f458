import type { Article, Published } from '../../src/archive/article.ts';

/** An article of which only title and publisher are known. */
export const base: Article = {
  id: 'a', title: 'A ferry sinks', publisher: 'The Gazette', publisherAlias: null, section: null, author: null, published: null,
  url: null, category: null, attribution: null, credits: [], origin: { file: 'a.txt', line: 1 },
};

export function stated(value: string): Published {
  return { value, readings: [value], certainty: 'stated', asWritten: value };
}

/** 12 August or 8 December. */
export const ambiguous: Published = { value: null, readings: ['2021-08-12T17:33', '2021-12-08T17:33'], certainty: 'ambiguous', asWritten: '08/12/2021 - 17:33' };

/** 2 January 2003, or 2001: no part of it is sure. */
export const contradictory: Published = { value: null, readings: ['2001-02-03', '2003-02-01'], certainty: 'ambiguous', asWritten: '01/02/03' };
