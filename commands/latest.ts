import { bareArticle } from '../src/archive/article.ts';
import { defineCommand, reply, type Context, type Quote } from '../src/command.ts';
import { checkNames } from '../src/command/filter.ts';
import { openingQuote } from '../src/command/quote.ts';
import type { Latest, StoredArticle } from '../src/store/store.ts';
import { suggestCategories, suggestPublishers } from '../src/command/suggest.ts';

export default defineCommand({
  name: 'latest',
  description: 'The most recent articles, each with its opening sentence',
  options: {
    count: { type: 'integer', description: 'How many, 5 unless you say', min: 1, max: 9, terminalMax: 50 },
    publisher: { type: 'string', description: 'Only articles of this publisher', suggest: suggestPublishers },
    category: { type: 'string', description: 'Only articles of this category', suggest: suggestCategories },
  },
  async run({ count = 5, ...names }, { store }) {
    const latest = await store.latest(await checkNames(store, names), count);
    const openings = await Promise.all(latest.articles.map((article) => openingOf(article, store)));
    const order = { basis: latest.basis, text: orderLine(latest) };
    return reply({
      heading: latest.articles.length === 1 ? 'The latest article' : `The latest ${latest.articles.length} articles`,
      lead: order.text,
      quotes: openings.filter((opening) => opening !== null),
      data: {
        order,
        articles: latest.articles.map((article, place) => ({ ...bareArticle(article), opening: openings[place]?.excerpt.text ?? '' })),
      },
    });
  },
});

async function openingOf(article: StoredArticle, store: Context['store']): Promise<Quote | null> {
  return openingQuote(article, await store.paragraphsOf(article.id));
}

/** What the order rests on. No date is invented to sort by. */
function orderLine({ basis, dated, total, collection, articles }: Latest): string {
  const known = dated === 0 ? 'none states a date to sort by' : `only ${dated} of ${total} ${dated === 1 ? 'states a date' : 'state a date'}, too few to sort by`;
  switch (basis) {
    case 'stated':
      return 'Newest first by the date that each article states.';
    case 'page':
      return `In the order of the page ${collection ?? ''}, as it lists them; ${known}.`;
    case 'added':
      return `By when they were added to the archive, last first${articles.some(isFetched) ? ' (what was fetched by its own date)' : ''}; ${known}.`;
  }
}

function isFetched({ collection, published }: StoredArticle): boolean {
  return published?.certainty === 'stated' && /^https?:/u.test(collection);
}
