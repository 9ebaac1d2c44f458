import { defineCommand, reply, type Caller, type Context, type Quote, type Reply } from '../src/command.ts';
import { answerQuestion } from '../src/command/answering.ts';
import { articleBehind } from '../src/command/linked-articles.ts';
import { readMessage, wordsOfLink } from '../src/command/message-words.ts';
import { bareQuote, openingQuote } from '../src/command/quote.ts';
import { sourceActions, withActions } from '../src/command/quote-actions.ts';
import { userError } from '../src/errors.ts';
import { isolate } from '../src/words/direction.ts';

const QUOTES = 5;
/** As long as Discord's messages are, with the longest subscription. */
const MAX_LENGTH = 4_000;
/** A message of more links is a list; so many of them are looked up. */
const MOST_LINKS = 5;
const HEADING_LENGTH = 200;

export default defineCommand({
  name: 'find',
  description: 'Find what a message says in the archive: the nearest paragraphs, or the article behind its link',
  messageMenu: 'Find in archive',
  options: {
    text: { type: 'string', description: 'A claim, or a link', required: true, maxLength: MAX_LENGTH },
  },
  async run({ text }, context, caller) {
    const { links, words } = readMessage(text);
    const said = caller.words.find;
    const looked = links.slice(0, MOST_LINKS);
    const behind = await Promise.all(looked.map(async (link) => articleBehind(link, context.store)));
    const articles = behind.filter((article) => article !== null);
    if (articles.length > 0) return archived(text, [...new Map(articles.map((article) => [article.id, article])).values()], context, caller);
    const [link] = looked;
    const question = words === '' && link !== undefined ? wordsOfLink(link) : words;
    const refusal = (): Error => userError(said.nothing, said.whatHelps);
    if (question === '') {
      if (link === undefined) throw refusal();
      return reply({ heading: headingOf(text), lead: said.notArchived(isolate(link)), visibility: 'private', data: { text, links: looked, articles: [], confidence: 'absent', quotes: [] } });
    }
    const told = link === undefined ? null : [said.notArchived(isolate(link)), ...(words === '' ? [said.nearest] : [])].join(' ');
    const { answer: { confidence, score, missing }, shown } = await answerQuestion({ question, limit: QUOTES, articles: null, told, notice: null, heading: headingOf(text), refusal }, context, caller);
    return reply({
      ...shown,
      visibility: 'private',
      data: { text, links: looked, articles: [], confidence, score, missing, quotes: shown.quotes.map(bareQuote) },
    });
  },
});

type Behind = NonNullable<Awaited<ReturnType<typeof articleBehind>>>;

async function archived(text: string, articles: readonly Behind[], context: Context, caller: Caller): Promise<Reply> {
  const quotes = articles.flatMap((article): Quote[] => {
    const opening = openingQuote(article, article.paragraphs);
    return opening === null ? [] : [withActions(opening, null, context, caller)];
  });
  const said = caller.words.find;
  return reply({
    heading: headingOf(text),
    lead: articles.length === 1 ? said.archived : said.archivedSeveral,
    quotes,
    actions: sourceActions(quotes, caller),
    again: { command: 'find', options: { text } },
    visibility: 'private',
    data: { text, articles: articles.map(({ id }) => id), confidence: 'answer', quotes: quotes.map(bareQuote) },
  });
}

function headingOf(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= HEADING_LENGTH ? line : `${line.slice(0, HEADING_LENGTH).toWellFormed()}…`;
}
