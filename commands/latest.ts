import { bareArticle } from '../src/archive/article.ts';
import { defineCommand, reply, usualVisibility } from '../src/command.ts';
import { leftOutUndated } from '../src/command/filter.ts';
import { callOf, nameOptions, readLimits, whenOption } from '../src/command/limits.ts';
import { openingQuotes } from '../src/command/quote.ts';
import { sourceActions, withActions } from '../src/command/quote-actions.ts';
import type { Latest, StoredArticle } from '../src/store/store.ts';
import { isolate } from '../src/words/direction.ts';
import type { Words } from '../src/words/words.ts';

export default defineCommand({
  name: 'latest',
  description: 'The most recent articles, each with its opening sentence',
  options: {
    count: { type: 'integer', description: 'How many, 5 unless you say', min: 1, max: 9, terminalMax: 50 },
    ...nameOptions,
    ...whenOption,
  },
  async run(args, context, caller) {
    const { store } = context;
    const limits = await readLimits('latest', args, { store }, caller);
    if ('asked' in limits) return limits.asked;
    const { limits: said, latest: saidOfLatest } = caller.words;
    const latest = await store.latest(limits.filter, args.count ?? 5);
    const undated = await leftOutUndated(store, limits.filter);
    const openings = await openingQuotes(latest.articles, store);
    const order = { basis: latest.basis, text: orderLine(latest, saidOfLatest) };
    const quotes = openings.filter((opening) => opening !== null).map((opening) => withActions(opening, null, context, caller));
    return reply({
      heading: latest.total === 0 && limits.told !== null ? said.nothing : saidOfLatest.heading(latest.articles.length),
      lead: [...(limits.told === null ? [] : [limits.told]), ...(latest.total === 0 && limits.told !== null ? [] : [order.text])].join(' '),
      quotes,
      actions: sourceActions(quotes, caller),
      notice: undated === 0 ? null : said.undated(undated),
      again: callOf('latest', args),
      visibility: usualVisibility(caller),
      data: {
        order,
        limits: limits.data,
        articles: latest.articles.map((article, place) => ({ ...bareArticle(article), opening: openings[place]?.excerpt.text ?? '' })),
      },
    });
  },
});

/** What the order rests on. No date is invented to sort by. */
function orderLine({ basis, dated, total, collection, articles }: Latest, said: Words['latest']): string {
  const known = dated === 0 ? said.noDates : said.fewDates(dated, total);
  switch (basis) {
    case 'stated':
      return said.stated;
    case 'page':
      return said.page(isolate(collection ?? ''), known);
    case 'added':
      return said.added(articles.some(isFetched), known);
  }
}

function isFetched({ collection, published }: StoredArticle): boolean {
  return published?.certainty === 'stated' && /^https?:/u.test(collection);
}
