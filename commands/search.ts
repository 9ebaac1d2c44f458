import type { Article } from '../src/archive/article.ts';
import { defineCommand, reply, type Action, type Context, type Quote, type QuotedSource } from '../src/command.ts';
import { plural } from '../src/command/describe.ts';
import { userError } from '../src/errors.ts';
import { limitArticles } from '../src/command/filter.ts';
import { quote } from '../src/command/quote.ts';
import type { Answer, Hit } from '../src/search/answer.ts';
import { suggestCategories, suggestPublishers } from '../src/command/suggest.ts';

export default defineCommand({
  name: 'search',
  description: 'Find the paragraphs that answer a question, word for word, with their source',
  options: {
    question: { type: 'string', description: 'What you want to know, in your own words', required: true, maxLength: 6_000 },
    publisher: { type: 'string', description: 'Only articles of this publisher', suggest: suggestPublishers },
    category: { type: 'string', description: 'Only articles of this category', suggest: suggestCategories },
    after: { type: 'string', description: 'Only articles published on or after this date (2021-12-31)' },
    before: { type: 'string', description: 'Only articles published on or before this date (2021-12-31)' },
    private: { type: 'boolean', description: 'Show the answer to you alone' },
    limit: { type: 'integer', description: 'How many quotes at most', min: 1, max: 50, terminalOnly: true },
  },
  async run({ question, limit = 5, private: isPrivate = false, ...limits }, { store, searcher }) {
    checkQuestion(question);
    const { articles, undated } = await limitArticles(store, limits);
    const answer = await searcher.search({ question, limit, articles });
    if (answer.words === 0) {
      throw userError('There is no word in the question that could be looked for.', 'Use words that the answer would contain: names, places, things.');
    }
    const quotes = await quotesOf(answer.hits, store);
    const notice = noticeOf(undated);
    const { confidence, score, missing, didYouMean, stage } = answer;
    return reply({
      heading: question.trim(),
      lead: leadOf(answer),
      quotes,
      actions: quotes.map((shown, place) => sourceAction(shown, place)),
      notice,
      stage,
      visibility: isPrivate ? 'private' : 'public',
      data: { query: question, confidence, score, missing, didYouMean, notice, stage, quotes: quotes.map(bareQuote) },
    });
  },
});

function checkQuestion(question: string): void {
  if (question.trim() === '') {
    throw userError('The question is empty.', 'Ask in words, for example: /search who attacked the prime minister');
  }
}

async function quotesOf(hits: readonly Hit[], store: Context['store']): Promise<Quote[]> {
  const ids = new Set(hits.flatMap(({ paragraph, also }) => [paragraph, ...also].map(({ source }) => source.articleId)));
  const articles = new Map((await store.articles([...ids])).map((article) => [article.id, article]));
  return hits.flatMap(({ paragraph: { source }, excerpt, also }) => {
    const article = articles.get(source.articleId);
    return article === undefined ? [] : [quote(article, source, excerpt, alsoIn(also, articles))];
  });
}

function alsoIn(also: Hit['also'], articles: ReadonlyMap<string, Article>): QuotedSource[] {
  return also.flatMap(({ source: { id, number, articleId } }) => {
    const article = articles.get(articleId);
    return article === undefined ? [] : [{ article, paragraph: { id, number } }];
  });
}

function bareQuote({ also, ...shown }: Quote): object {
  return { ...shown, also: also.map(({ article, paragraph }) => ({ articleId: article.id, paragraphId: paragraph.id })) };
}

function leadOf({ confidence, missing, didYouMean, hits }: Answer): string | null {
  const lines: string[] = [];
  if (confidence === 'unsure') lines.push('Nearest passages; they may not answer this.');
  if (confidence === 'absent') lines.push(hits.length === 0 ? 'Not in the archive.' : 'Not in the archive. What follows are near misses.');
  if (missing.length > 0 && confidence !== 'answer') lines.push(`Found nowhere: ${missing.join(', ')}.`);
  if (didYouMean !== null) lines.push(`Searched as: ${didYouMean}`);
  return lines.length === 0 ? null : lines.join(' ');
}

function noticeOf(undated: number): string | null {
  if (undated === 0) return null;
  return `${plural(undated, 'undated article')} left out: a date limit can only keep articles whose date is known.`;
}

function sourceAction({ paragraph }: Quote, place: number): Action {
  return { label: `Source ${place + 1}`, command: 'source', options: { article: paragraph.id } };
}
