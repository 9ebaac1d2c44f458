import { defineCommand, reply, usualVisibility } from '../src/command.ts';
import { sourceActions } from '../src/command/quote-actions.ts';
import { knownResults, listActions, quotesOn, settle } from '../src/command/results.ts';
import { bareQuote } from '../src/command/quote.ts';

const MOST_PAGES = 50;

export default defineCommand({
  name: 'results',
  description: 'A page of what an answer found',
  unlisted: true,
  options: {
    list: { type: 'string', description: 'The id of the list, as its reply gives it', required: true },
    page: { type: 'integer', description: 'Which page, from 1', min: 1, max: MOST_PAGES },
  },
  async run({ list, page: wanted = 1 }, context, caller) {
    const { words } = caller;
    const known = await knownResults(list, context, caller);
    const results = wanted === 1 ? known : await settle(known, known.settled + 1, context);
    const { size, entries, question, heading, stage } = results;
    const pages = Math.max(1, Math.ceil(entries.length / size));
    const page = Math.min(wanted, pages);
    const quotes = await quotesOn(page, results, context, caller);
    const firstPlace = (page - 1) * size + 1;
    const last = Math.min(page * size, entries.length);
    const gone = last - firstPlace + 1 - quotes.length;
    const notices = [page < wanted ? words.results.noMore : null, gone > 0 ? words.results.gone(gone) : null, page === 1 ? results.notice : null];
    return reply({
      heading,
      lead: page === 1 ? results.lead : words.results.page(firstPlace, last),
      quotes,
      firstPlace,
      actions: [...sourceActions(quotes, caller, firstPlace), ...listActions(results, page, words)],
      notice: notices.filter((notice) => notice !== null).join(' ') || null,
      stage,
      again: { command: 'results', options: { list, page: String(page) } },
      visibility: usualVisibility(caller),
      data: { query: question, list, page, pages: results.settled === entries.length ? pages : null, quotes: quotes.map(bareQuote) },
    });
  },
});
