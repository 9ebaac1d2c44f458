import fts5 from '../../src/search/indexes/fts5.ts';
import { headline } from '../../src/search/headline.ts';
import minisearch from '../../src/search/indexes/minisearch.ts';
import type { Meaning } from '../../src/search/meaning.ts';
import type { InterchangeableNames } from '../../src/search/names.ts';
import type { ArchiveReader, ParagraphSource } from '../../src/search/paragraphs.ts';
import type { Index } from '../../src/search/port.ts';
import { Searcher } from '../../src/search/searcher.ts';
import type { IndexableParagraph } from '../../src/store/store.ts';

export type Draft = Partial<IndexableParagraph> & { readonly text: string };

/** What answers must not depend on. */
export const INDEXES = [minisearch, fts5] as const;

export interface Setting {
  readonly index?: Index;
  readonly names?: InterchangeableNames;
  readonly meaning?: Meaning;
  /** Called whenever the reader is asked for a sample. */
  readonly onSample?: () => void;
}

/** A paragraph with an id of its own (`a0.0`, `a1.0`, …) unless it is given one. */
export function paragraph(draft: Draft, place: number): IndexableParagraph {
  const articleId = draft.articleId ?? draft.id?.split('.')[0] ?? `a${place}`;
  return { id: `${articleId}.0`, number: 1, kind: 'prose', language: 'en', title: '', publisher: null, ...draft, articleId };
}

async function fill(index: Index, drafts: readonly Draft[]): Promise<Index> {
  await index.apply({ sequence: 1, upserts: drafts.map(paragraph), removals: [], more: false });
  return index;
}

/** Reads the drafts themselves: the first of them are the sample. */
function readerOf(drafts: readonly Draft[], onSample?: () => void): ArchiveReader {
  const sources = new Map(drafts.map(paragraph).map((one): [string, ParagraphSource] => [one.id, { ...one, headline: headline(one) }]));
  return {
    paragraphs: async (ids) => ids.map((id) => sources.get(id)).filter((source) => source !== undefined),
    sample: async (count) => {
      onSample?.();
      return [...sources.values()].slice(0, count);
    },
  };
}

export async function searcherOver(drafts: readonly Draft[], { index, names = [], meaning, onSample }: Setting = {}): Promise<Searcher> {
  return new Searcher(await fill(index ?? (await minisearch.open(null)), drafts), readerOf(drafts, onSample), { names, meaning: meaning ?? null });
}

/** The ids of what a question finds, best first, near-duplicates not folded. */
export async function idsFor(searcher: Searcher, question: string, limit = 10): Promise<string[]> {
  const { hits } = await searcher.search({ question, limit, articles: null, fold: false });
  return hits.map(({ paragraph: { source } }) => source.id);
}

/** The words that are marked in the best hit. */
export async function marksFor(searcher: Searcher, question: string): Promise<string[]> {
  const [hit] = (await searcher.search({ question, limit: 1, articles: null })).hits;
  return hit?.excerpt.marks.map(([start, end]) => hit.excerpt.text.slice(start, end)) ?? [];
}
