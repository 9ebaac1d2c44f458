import { cite } from '../../archive/citation.ts';
import type { HeldArticle, Store } from '../../store/store.ts';
import { chooseExcerpt } from '../excerpt.ts';
import { headline } from '../headline.ts';
import { Paragraphs, type AnalysedParagraph } from '../paragraphs.ts';
import { plan } from '../plan.ts';
import type { Index } from '../port.ts';
import { rank } from '../rank.ts';
import { storeReader } from '../reader.ts';
import type { Recount } from './recount.ts';

/** A question of so many of a paragraph's own words. */
const ASKED = 6;

/** What a reply would show of paragraphs, held against what the store has of them. */
export class Excerpts {
  readonly #store: Store;
  readonly #index: Index;
  readonly #recount: Recount;
  readonly #paragraphs: Paragraphs;

  constructor(store: Store, index: Index, recount: Recount) {
    this.#store = store;
    this.#index = index;
    this.#recount = recount;
    this.#paragraphs = new Paragraphs(storeReader(store));
  }

  /** A paragraph as a search would read it, with its terms, rarest first; null when the store does not give it by its id. */
  async read(id: string): Promise<{ readonly analysed: AnalysedParagraph; readonly rarest: readonly string[] } | null> {
    const [analysed] = await this.#paragraphs.get([id], () => true);
    if (analysed === undefined) return null;
    const df = (term: string): number => this.#recount.terms.get(term)?.text ?? 0;
    return { analysed, rarest: [...new Set(analysed.tokens.terms())].sort((a, b) => df(a) - df(b)) };
  }

  /** What is wrong with what a reply would show of a paragraph; null when it is verbatim and all that it names resolves. */
  async problem(article: HeldArticle, place: number, { analysed, rarest }: { readonly analysed: AnalysedParagraph; readonly rarest: readonly string[] }): Promise<string | null> {
    const held = article.paragraphs[place];
    if (held === undefined) return 'is not in its article';
    const { source } = analysed;
    const [ranked] = rank(await plan(this.#questionOf(analysed, rarest), this.#index, []), [analysed]);
    if (ranked === undefined) return 'cannot be ranked';
    const { text, cut, marks } = chooseExcerpt({ ...ranked, near: null }, 0);
    const at = held.text.indexOf(text);
    if (at < 0 || (!cut.start && !held.text.startsWith(text)) || (!cut.end && !held.text.endsWith(text))) return 'is not quoted word for word';
    if (marks.some(([start, end]) => start < 0 || end > text.length || start >= end)) return 'is marked outside of its excerpt';
    if (source.number !== held.number || source.articleId !== article.id || source.headline !== headline(article)) return 'is quoted with the number or headline of another';
    const [named] = await this.#store.articles([source.articleId]);
    return named !== undefined && cite(named).id === article.id && cite(named).title === article.title ? null : 'is quoted without its source';
  }

  #questionOf({ tokens, source }: AnalysedParagraph, rarest: readonly string[]): string {
    const wanted = new Set(rarest.slice(0, ASKED));
    const words: string[] = [];
    for (let place = 0; place < tokens.length && wanted.size > 0; place++) if (wanted.delete(tokens.term(place))) words.push(source.text.slice(tokens.start(place), tokens.end(place)));
    return words.join(' ');
  }
}
