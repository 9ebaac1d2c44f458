import type { Action, Caller, Context, Quote } from '../command.ts';

/** Which list a quote stands in: see results.ts. Null for none. */
export type ListId = string | null;

/** What can be done about a quote: what stands around it, how to cite it, what else there is. All name its paragraph, so that no two quotes call alike. */
export function quoteActions({ paragraph }: { readonly paragraph: Pick<Quote['paragraph'], 'id'> }, list: ListId, { contextParagraphs }: Pick<Context, 'contextParagraphs'>, { words }: Pick<Caller, 'words'>): Action[] {
  const said = words.actions;
  return [
    ...(contextParagraphs > 0 ? [{ label: said.context, command: 'context', options: { paragraph: paragraph.id } }] : []),
    { label: said.cite, command: 'cite', options: { article: paragraph.id } },
    { label: said.more, command: 'more', options: { paragraph: paragraph.id, ...(list !== null && { list }) } },
    { label: said.related, command: 'related', options: { article: paragraph.id } },
  ];
}

/** The quote with what can be done about it. */
export function withActions(quote: Quote, list: ListId, context: Pick<Context, 'contextParagraphs'>, caller: Pick<Caller, 'words'>): Quote {
  return { ...quote, actions: quoteActions(quote, list, context, caller) };
}

/** A button for each quote's source. */
export function sourceActions(quotes: readonly Quote[], { words }: Pick<Caller, 'words'>, firstPlace = 1): Action[] {
  return quotes.map(({ paragraph }, place) => ({
    label: words.actions.source(place + firstPlace),
    command: 'source',
    options: { article: paragraph.id },
  }));
}
