import { bareArticle } from '../src/archive/article.ts';
import { defineCommand, reply, usualVisibility, type Context } from '../src/command.ts';
import { titleOf } from '../src/command/describe.ts';
import { oneArticle } from '../src/command/find-article.ts';
import { bareQuote } from '../src/command/quote.ts';
import { sourceActions } from '../src/command/quote-actions.ts';
import { quotesOf } from '../src/command/results.ts';
import { articleOption } from '../src/command/suggest.ts';
import { isolate } from '../src/words/direction.ts';
import type { Topic } from '../src/search/related.ts';
import type { StoredArticle } from '../src/store/store.ts';

const SHOWN = 5;

export default defineCommand({
  name: 'related',
  description: 'The nearest other articles to one',
  options: {
    article: { ...articleOption, required: true },
  },
  async run({ article: what }, context, caller) {
    const article = await oneArticle(what, context, caller);
    const said = caller.words.related;
    const hits = await context.searcher.related.to(article.id, SHOWN, async () => topicOf(article, context));
    const quotes = await quotesOf(hits.map(({ paragraph: { source }, excerpt }) => ({ source, excerpt, also: [] })), null, context, caller);
    return reply({
      heading: said.heading(isolate(titleOf(article, caller.words))),
      lead: quotes.length === 0 ? said.none : said.lead,
      quotes,
      actions: sourceActions(quotes, caller),
      again: { command: 'related', options: { article: article.id } },
      visibility: usualVisibility(caller),
      data: { article: bareArticle(article), quotes: quotes.map(bareQuote) },
    });
  },
});

async function topicOf({ id, language, title, revisionOf }: StoredArticle, { store }: Context): Promise<Topic> {
  const prose = (await store.paragraphsOf(id)).filter(({ kind }) => kind === 'prose');
  return { articleId: id, language, headline: title, text: prose.map(({ text }) => text).join('\n'), versionOf: revisionOf };
}
