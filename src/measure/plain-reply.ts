import { excerpt, type Excerpt } from '../archive/excerpt.ts';
import type { Span } from '../archive/sentences.ts';
import { reply, type Reply } from '../command.ts';
import { quote } from '../command/quote.ts';
import type { IndexableParagraph } from '../store/store.ts';
import { wordsOf } from './questions/survey.ts';

/** In UTF-16 units: what the project's own excerpts have at most. */
const LENGTH = 350;

/** What a library keeps of each paragraph, whichever it is: enough for a reply. */
export type PlainParagraph = Pick<IndexableParagraph, 'id' | 'articleId' | 'number' | 'kind' | 'text' | 'title' | 'publisher'>;

/** A reply like that of `search`, by the plainest means, for engines that only rank: the stretch with most words of the question. */
export function plainReply(question: string, found: readonly PlainParagraph[]): Reply {
  const asked = new Set(wordsOf(question.toLowerCase()));
  const quotes = found.map(({ id, articleId, number, kind, text, title, publisher }) => {
    const article = {
      id: articleId, title, publisher, publisherAlias: null, section: null, author: null, published: null, url: null, category: null,
      attribution: null, credits: [], origin: { file: 'made.txt', line: null },
    };
    return quote(article, { id, number, kind, text }, plainExcerpt(text, asked));
  });
  const actions = quotes.map(({ paragraph }, place) => ({ label: `Source ${place + 1}`, command: 'source', options: { article: paragraph.id } }));
  return reply({ heading: question, quotes, actions, data: { query: question, quotes } });
}

function plainExcerpt(text: string, asked: ReadonlySet<string>): Excerpt {
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match): Span => ({ start: match.index, end: match.index + match[0].length }));
  const found = words.filter(({ start, end }) => asked.has(text.slice(start, end).toLowerCase()));
  let best: Span = { start: 0, end: Math.min(LENGTH, text.length) };
  let most = 0;
  for (const { start } of found) {
    const end = words.findLast((word) => word.end <= start + LENGTH)?.end ?? start;
    const held = found.filter((match) => match.start >= start && match.end <= end).length;
    if (held > most) [best, most] = [{ start, end }, held];
  }
  return excerpt(text, best, found);
}
