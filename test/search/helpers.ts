import { headline } from '../../src/search/headline.ts';
import minisearch from '../../src/search/indexes/minisearch.ts';
import type { ParagraphSource } from '../../src/search/paragraphs.ts';
import type { Index } from '../../src/search/port.ts';
import { Searcher } from '../../src/search/searcher.ts';
import type { IndexableParagraph } from '../../src/store/store.ts';

export type Draft = Partial<IndexableParagraph> & { readonly text: string };

/** A paragraph with an id of its own (`a0.0`, `a1.0`, …) unless it is given one. */
export function paragraph(draft: Draft, place: number): IndexableParagraph {
  const articleId = draft.articleId ?? draft.id?.split('.')[0] ?? `a${place}`;
  return { id: `${articleId}.0`, number: 1, kind: 'prose', language: 'en', title: '', publisher: null, ...draft, articleId };
}

async function indexOf(drafts: readonly Draft[]): Promise<Index> {
  const index = await minisearch.open(null);
  await index.apply({ sequence: 1, upserts: drafts.map(paragraph), removals: [], more: false });
  return index;
}

export async function searcherOver(drafts: readonly Draft[]): Promise<Searcher> {
  const sources = new Map(drafts.map(paragraph).map((one): [string, ParagraphSource] => [one.id, { ...one, headline: headline(one) }]));
  return new Searcher(await indexOf(drafts), {
    paragraphs: async (ids) => ids.map((id) => sources.get(id)).filter((source) => source !== undefined),
    sample: async (count) => [...sources.values()].slice(0, count),
  });
}
