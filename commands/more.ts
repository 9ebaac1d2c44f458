import { defineCommand, reply, usualVisibility } from '../src/command.ts';
import { titleOf } from '../src/command/describe.ts';
import { articleOf, oneArticle } from '../src/command/find-article.ts';
import { bareQuote, openingQuotes } from '../src/command/quote.ts';
import { sourceActions, withActions } from '../src/command/quote-actions.ts';
import { knownResults, quotesOf } from '../src/command/results.ts';
import { isolate } from '../src/words/direction.ts';
import type { Quote } from '../src/command.ts';

const SHOWN = 5;

export default defineCommand({
  name: 'more',
  description: 'What else an article has to say to a question',
  unlisted: true,
  options: {
    paragraph: { type: 'string', description: 'The id of the paragraph that was quoted, or of its article', required: true },
    list: { type: 'string', description: 'The id of the list that it was quoted in: for the question' },
  },
  async run({ paragraph, list }, context, caller) {
    const article = await oneArticle(articleOf(paragraph) ?? paragraph, context, caller);
    const question = list === undefined ? null : (await knownResults(list, context, caller)).question;
    const said = caller.words.more;
    let quotes: Quote[] = [];
    if (question !== null) {
      const { hits } = await context.searcher.search({ question, limit: SHOWN + 1, articles: new Set([article.id]) });
      const others = hits.filter(({ paragraph: { source } }) => source.id !== paragraph).slice(0, SHOWN);
      quotes = await quotesOf(others.map(({ paragraph: { source }, excerpt }) => ({ source, excerpt, also: [] })), list ?? null, context, caller);
    }
    const lead = quotes.length > 0 ? null : [question === null ? null : said.nothing, said.opening].filter((line) => line !== null).join(' ');
    if (quotes.length === 0) {
      const openings = await openingQuotes([article], context.store);
      quotes = openings.filter((opening) => opening !== null).map((opening) => withActions(opening, list ?? null, context, caller));
    }
    return reply({
      heading: said.heading(isolate(titleOf(article, caller.words))),
      lead,
      quotes,
      actions: sourceActions(quotes, caller),
      again: { command: 'more', options: { paragraph, ...(list !== undefined && { list }) } },
      visibility: usualVisibility(caller),
      data: { article: article.id, query: question, quotes: quotes.map(bareQuote) },
    });
  },
});
