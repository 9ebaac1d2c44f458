import { bareArticle, type Paragraph } from '../src/archive/article.ts';
import { cite } from '../src/archive/citation.ts';
import { foldName } from '../src/archive/fold.ts';
import { styles } from '../src/archive/styles.ts';
import { defineCommand, reply, type Context, type Reply } from '../src/command.ts';
import { titleOf } from '../src/command/describe.ts';
import { userError } from '../src/errors.ts';
import { formerFacts, formerNotice, sourceFacts } from '../src/command/facts.ts';
import { formerOf } from '../src/command/former.ts';
import { openingQuote } from '../src/command/quote.ts';
import type { StoredArticle } from '../src/store/store.ts';
import { suggestArticles } from '../src/command/suggest.ts';

/** More would not fit in one reply; a longer part of the title narrows it down. */
const MAX_MATCHES = 10;

export default defineCommand({
  name: 'source',
  description: 'All that is known of an article, and how to cite it',
  options: {
    article: { type: 'string', description: 'Part of its title, or the id of an article or a paragraph', required: true, suggest: suggestArticles },
  },
  async run({ article: what }, { store }) {
    if (what.trim() === '') throw userError('No article is named.', 'Give a part of its title, or its id.');
    const { cited, found } = await find(what.trim(), store);
    const [only] = found;
    if (only === undefined) {
      const removed = await findRemoved(what.trim(), store);
      if (removed !== null) return removed;
      throw userError(`No article "${what.trim().slice(0, 80)}" in this archive.`, 'Type a few words of its title and pick one of the titles offered; /latest lists recent ones.');
    }
    return found.length === 1 ? one(only, cited, store) : several(what.trim(), found, store);
  },
});

interface Found {
  readonly found: readonly StoredArticle[];
  /** The paragraph that was named, by its id. */
  readonly cited: string | null;
}

/** By id of an article, of a paragraph that it has or had, by whole title, by a part of it: the first that finds any. */
async function find(what: string, store: Context['store']): Promise<Found> {
  const byId = await store.article(what);
  if (byId !== null) return { found: [byId], cited: null };
  const ofParagraph = await store.article(articleOf(what) ?? '');
  if (ofParagraph !== null && (await hadParagraph(ofParagraph.id, what, store))) return { found: [ofParagraph], cited: what };
  const byTitle = await store.findByTitle(what, MAX_MATCHES);
  const whole = byTitle.filter(({ title }) => foldName(title) === foldName(what));
  return { found: whole.length === 1 ? whole : byTitle, cited: null };
}

async function hadParagraph(articleId: string, id: string, store: Context['store']): Promise<boolean> {
  if ((await store.paragraphs([id])).length > 0) return true;
  return (await store.revisions(articleId)).some(({ article }) => article.paragraphs.some((paragraph) => paragraph.id === id));
}

/** By id of an article or of a paragraph. */
async function findRemoved(what: string, store: Context['store']): Promise<Reply | null> {
  for (const id of [what, articleOf(what)]) {
    const purge = id === null ? null : await store.purged(id);
    if (purge === null) continue;
    return reply({
      heading: 'Removed',
      lead: `The article ${id} was removed from this archive for good on ${purge.at.slice(0, 10)}. Nothing of its text is kept.`,
      data: { removed: { id, at: purge.at } },
    });
  }
  return null;
}

/** A paragraph's id begins with its article's. */
function articleOf(paragraphId: string): string | null {
  const end = paragraphId.lastIndexOf('.');
  return end <= 0 ? null : paragraphId.slice(0, end);
}

async function one(article: StoredArticle, cited: string | null, store: Context['store']): Promise<Reply> {
  const paragraphs = (await store.paragraphsOf(article.id)).map(({ id, number, kind, text }): Paragraph => ({ id, number, kind, text }));
  const citation = cite(article);
  const written = Object.fromEntries(Object.entries(styles).map(([name, style]) => [name, style(citation)]));
  const former = await formerOf(store, article.id, paragraphs, cited);
  return reply({
    heading: titleOf(article),
    facts: [...sourceFacts(article, paragraphs, written), ...formerFacts(former)],
    notice: formerNotice(former, cited, paragraphs),
    data: { article: bareArticle(article), paragraphs, citation, styles: written, ...former, ...(article.gone !== undefined && { gone: article.gone }) },
  });
}

async function several(what: string, found: readonly StoredArticle[], store: Context['store']): Promise<Reply> {
  const openings = await Promise.all(found.map(async (article) => openingQuote(article, await store.paragraphsOf(article.id))));
  return reply({
    heading: `Several articles match "${what}"`,
    lead: 'Name one of them by more of its title, or by its id.',
    quotes: openings.filter((opening) => opening !== null),
    actions: found.slice(0, 5).map((article, place) => ({ label: `Source ${place + 1}`, command: 'source', options: { article: article.id } })),
    data: { matches: found.map(bareArticle) },
  });
}
