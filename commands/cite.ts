import { cite, type Citation } from '../src/archive/citation.ts';
import { STYLES, type StyleName } from '../src/archive/styles.ts';
import { defineCommand, reply, usualVisibility, type Action, type Caller, type Choice, type Context, type Fact, type Reply, type ReplyFile } from '../src/command.ts';
import { titleOf } from '../src/command/describe.ts';
import { articleOf, oneArticle } from '../src/command/find-article.ts';
import { knownResults } from '../src/command/results.ts';
import { articleOption } from '../src/command/suggest.ts';
import { userError } from '../src/errors.ts';
import type { StoredArticle } from '../src/store/store.ts';
import { isolate } from '../src/words/direction.ts';

const NAMES = Object.keys(STYLES) as StyleName[];

export default defineCommand({
  name: 'cite',
  description: 'How to cite an article: APA, MLA, Chicago; BibTeX, RIS and CSL-JSON as files',
  options: {
    article: articleOption,
    style: { type: 'string', description: 'One style alone', suggest: suggestStyles },
    list: { type: 'string', description: 'The id of a list of results: cites all of it', terminalOnly: true },
    page: { type: 'integer', description: 'Only the list\'s pages up to this one', min: 1, max: 50, terminalOnly: true },
  },
  async run({ article: what = '', style: typed, list, page }, context, caller) {
    const style = typed === undefined ? null : readStyle(typed, caller);
    const said = caller.words.cite;
    if (list !== undefined) {
      const { heading, articles } = await listed(list, page, context, caller);
      const again = { list, ...(page !== undefined && { page: String(page) }) };
      return citing(said.headingAll(isolate(heading)), articles, { style, again }, caller);
    }
    if (what.trim() === '') throw userError(said.nothing, said.howToName);
    const article = await oneArticle(what, context, caller);
    return citing(said.heading(isolate(titleOf(article, caller.words))), [article], { style, again: { article: article.id } }, caller);
  },
});

/** Each article once, in the list's order. */
async function listed(list: string, page: number | undefined, context: Context, caller: Caller): Promise<{ readonly heading: string; readonly articles: readonly StoredArticle[] }> {
  const { heading, entries, size } = await knownResults(list, context, caller);
  const shown = entries.slice(0, page === undefined ? entries.length : page * size);
  const ids = shown.map(([first = '']) => articleOf(first) ?? '');
  return { heading, articles: await context.store.articles([...new Set(ids)]) };
}

interface Asked {
  /** Null: those that read as text. */
  readonly style: StyleName | null;
  /** The options that give this again. */
  readonly again: Readonly<Record<string, string>>;
}

function citing(heading: string, articles: readonly StoredArticle[], { style, again }: Asked, caller: Caller): Reply {
  const citations = articles.map((article) => cite(article));
  const named = style === null ? NAMES : [style];
  const written = new Map(named.map((name) => [name, STYLES[name].write(citations)]));
  const isList = citations.length !== 1;
  return reply({
    heading,
    lead: isList ? caller.words.cite.count(citations.length) : null,
    facts: isList ? listFacts(style ?? 'apa', citations) : [...written].filter(([name]) => style !== null || STYLES[name].kind === 'text').map(([name, text]) => ({ label: STYLES[name].label, text: text.trim() })),
    actions: NAMES.filter((name) => name !== style).map((name): Action => ({ label: STYLES[name].label, command: 'cite', options: { ...again, style: name }, inPlace: true })),
    // On Discord each opens a box of its own: a style is asked for by its button. A terminal saves what it wants of them.
    files: style === null && caller.host !== 'terminal' ? [] : [...written].map(([name, text]) => fileOf(name, text)),
    again: { command: 'cite', options: { ...again, ...(style !== null && { style }) } },
    visibility: usualVisibility(caller),
    data: { citations, styles: Object.fromEntries(written) },
  });
}

/** As many as a message has room for; all are in the file. */
function listFacts(style: StyleName, citations: readonly Citation[]): Fact[] {
  const chosen = STYLES[style];
  if (chosen.kind === 'data') return [{ label: chosen.label, text: chosen.write(citations) }];
  return citations.map((citation, place) => ({ label: `${chosen.label} · ${place + 1}`, text: chosen.write([citation]).trim() }));
}

function fileOf(name: StyleName, text: string): ReplyFile {
  const style = STYLES[name];
  return { name: `${style.kind === 'text' ? `citations-${name}` : 'citations'}.${style.extension}`, type: style.type, text };
}

function readStyle(typed: string, { words }: Caller): StyleName {
  const folded = typed.toLowerCase().replace(/[^a-z]/gu, '');
  const name = NAMES.find((known) => folded === known || folded.startsWith(known) || STYLES[known].label.toLowerCase().replace(/[^a-z]/gu, '') === folded);
  if (name === undefined) throw userError(words.cite.unknownStyle(typed.slice(0, 50)), words.cite.styles(NAMES.map((known) => STYLES[known].label).join(', ')));
  return name;
}

async function suggestStyles(partial: string): Promise<readonly Choice[]> {
  const typed = partial.toLowerCase();
  return NAMES.map((name) => ({ name: STYLES[name].label, value: name })).filter((choice) => choice.name.toLowerCase().includes(typed));
}
