import { bareArticle, type Paragraph } from '../src/archive/article.ts';
import { cite } from '../src/archive/citation.ts';
import { STYLES } from '../src/archive/styles.ts';
import { defineCommand, reply, usualVisibility, type Caller, type Context, type Reply } from '../src/command.ts';
import { titleOf } from '../src/command/describe.ts';
import { userError } from '../src/errors.ts';
import { findArticles, removed, removedText } from '../src/command/find-article.ts';
import { formerFacts, formerNotice, sourceFacts } from '../src/command/facts.ts';
import { formerOf } from '../src/command/former.ts';
import { openingParagraph, openingQuotes } from '../src/command/quote.ts';
import { quoteActions } from '../src/command/quote-actions.ts';
import type { StoredArticle } from '../src/store/store.ts';
import { isolate } from '../src/words/direction.ts';
import { articleOption } from '../src/command/suggest.ts';

/** More would not fit in one reply; a longer part of the title narrows it down. */
const MAX_MATCHES = 10;

export default defineCommand({
  name: 'source',
  description: 'All that is known of an article, and how to cite it',
  options: {
    article: { ...articleOption, required: true },
  },
  async run({ article: typed }, context, caller) {
    const what = typed.trim();
    const { article: said, source } = caller.words;
    if (what === '') throw userError(source.nothingNamed, source.howToName);
    const { cited, found } = await findArticles(what, context.store, MAX_MATCHES);
    const [only] = found;
    if (only !== undefined) return found.length === 1 ? one(only, cited, context, caller) : several(what, found, context, caller);
    const erased = await removed(what, context.store);
    if (erased !== null) return reply({ heading: source.removed, lead: `${removedText(erased, caller)} ${said.nothingKept}`, data: { removed: erased } });
    throw userError(said.none(isolate(what.slice(0, 80))), said.howToFind);
  },
});

async function one(article: StoredArticle, cited: string | null, context: Context, caller: Caller): Promise<Reply> {
  const { store } = context;
  const paragraphs = (await store.paragraphsOf(article.id)).map(({ id, number, kind, text }): Paragraph => ({ id, number, kind, text }));
  const citation = cite(article);
  const written = Object.fromEntries(Object.entries(STYLES).map(([name, style]) => [name, style.write([citation]).trim()]));
  const about = cited ?? openingParagraph(paragraphs)?.id;
  const former = await formerOf(store, article.id, paragraphs, cited);
  return reply({
    heading: titleOf(article, caller.words),
    facts: [...sourceFacts(article, paragraphs, written, caller), ...formerFacts(former, caller)],
    notice: formerNotice(former, cited, paragraphs, caller),
    actions: quoteActions({ paragraph: { id: about ?? article.id } }, null, about === undefined ? { contextParagraphs: 0 } : context, caller),
    again: { command: 'source', options: { article: cited ?? article.id } },
    visibility: usualVisibility(caller),
    data: { article: bareArticle(article), paragraphs, citation, styles: written, ...former, ...(article.gone !== undefined && { gone: article.gone }) },
  });
}

async function several(what: string, found: readonly StoredArticle[], { store }: Context, caller: Caller): Promise<Reply> {
  const { actions, article: said, source } = caller.words;
  const openings = await openingQuotes(found, store);
  return reply({
    heading: said.several(isolate(what)),
    lead: source.nameOne,
    quotes: openings.filter((opening) => opening !== null),
    actions: found.slice(0, 5).map((article, place) => ({ label: actions.source(place + 1), command: 'source', options: { article: article.id } })),
    visibility: usualVisibility(caller),
    data: { matches: found.map(bareArticle) },
  });
}
