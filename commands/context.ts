import { bareArticle } from '../src/archive/article.ts';
import { excerpt } from '../src/archive/excerpt.ts';
import { defineCommand, reply, usualVisibility } from '../src/command.ts';
import { titleOf } from '../src/command/describe.ts';
import { articleOf, refuseRemoved } from '../src/command/find-article.ts';
import { bareQuote, quote } from '../src/command/quote.ts';
import { quoteActions, sourceActions } from '../src/command/quote-actions.ts';
import { userError } from '../src/errors.ts';
import { bestWindow } from '../src/search/window.ts';

/** All paragraphs together, in UTF-16 units: they and their sources must fit in one Discord message. */
const ROOM = 4_200;

export default defineCommand({
  name: 'context',
  description: 'What stands around a quoted paragraph in its article',
  options: {
    paragraph: { type: 'string', description: 'The id of a paragraph: it stands under a quote on the terminal', required: true },
  },
  async run({ paragraph }, context, caller) {
    const { store, contextParagraphs: most } = context;
    const said = caller.words.context;
    if (most === 0) throw userError(said.off, said.askSource);
    const id = paragraph.trim();
    const article = await store.article(articleOf(id) ?? '');
    const all = article === null ? [] : await store.paragraphsOf(article.id);
    const at = all.findIndex((one) => one.id === id);
    if (article === null || at === -1) {
      await refuseRemoved(id, store, caller);
      throw userError(said.unknown(id.slice(0, 50)), said.howToName);
    }
    const from = Math.max(0, Math.min(at - Math.floor((most - 1) / 2), all.length - most));
    const shown = all.slice(from, from + most);
    const length = Math.floor(ROOM / shown.length);
    const quotes = shown.map((one) => {
      const whole = { start: 0, end: one.text.length };
      const part = one.text.length <= length ? whole : bestWindow(one.text, whole, [], length);
      const label = one.id === id ? said.quoted(one.number) : said.paragraph(one.number);
      return { ...quote(article, one, excerpt(one.text, part, [])), label };
    });
    const quoted = quotes.filter((one) => one.paragraph.id === id);
    return reply({
      heading: titleOf(article, caller.words),
      lead: said.lead(shown[0]?.number ?? 0, shown.at(-1)?.number ?? 0, all.length),
      quotes,
      actions: [...sourceActions(quoted, caller), ...quoted.flatMap((one) => quoteActions(one, null, { contextParagraphs: 0 }, caller))],
      again: { command: 'context', options: { paragraph: id } },
      visibility: usualVisibility(caller),
      data: { article: bareArticle(article), paragraph: id, of: all.length, quotes: quotes.map(bareQuote) },
    });
  },
});
