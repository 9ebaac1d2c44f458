import type { IndexableParagraph, Store } from '../../store/store.ts';
import { Random } from '../random.ts';

/** What questions are made from: some paragraphs of an archive by chance, and how common its words are. */
export interface Survey {
  readonly paragraphs: number;
  readonly sample: readonly IndexableParagraph[];
  /** In how many paragraphs each word stands, in lower case and as it is written. */
  readonly df: ReadonlyMap<string, number>;
  readonly publishers: readonly string[];
  readonly categories: readonly string[];
}

const PAGE = 2_000;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;

export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** Reads the archive once, page by page; of its prose `size` paragraphs are kept, each with the same chance (Vitter's algorithm R). */
export async function survey(store: Store, size: number, seed: number): Promise<Survey> {
  const random = new Random(seed, size);
  const df = new Map<string, number>();
  const sample: IndexableParagraph[] = [];
  let [paragraphs, prose] = [0, 0];
  for await (const paragraph of eachParagraph(store)) {
    paragraphs++;
    const words = wordsOf(paragraph.text.toLowerCase());
    for (const word of new Set(words)) df.set(word, (df.get(word) ?? 0) + 1);
    if (paragraph.kind !== 'prose' || words.length === 0) continue;
    const place = prose < size ? prose : random.below(prose + 1);
    if (place < size) sample[place] = paragraph;
    prose++;
  }
  const [publishers, categories] = [await store.publishers(), await store.categories()];
  return { paragraphs, sample, df, publishers: publishers.map(({ name }) => name), categories: categories.map(({ name }) => name) };
}

/** All paragraphs, in the order in which the store took them. */
export async function* eachParagraph(store: Store): AsyncGenerator<IndexableParagraph> {
  for (let [since, more] = [0, true]; more;) {
    const changes = await store.changes(since, PAGE);
    yield* changes.upserts;
    [since, more] = [changes.sequence, changes.more];
  }
}
