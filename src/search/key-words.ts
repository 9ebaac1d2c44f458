import { analyse } from './analysis.ts';
import { idf } from './bm25.ts';
import type { ParagraphSource } from './paragraphs.ts';
import type { Index } from './port.ts';
import type { Tokens } from './tokens.ts';

/** With more of them the common ones prevail. */
const MOST = 16;
/** A word of the headline says more of what a text is about. */
const IN_HEADLINE = 1.5;

interface Term {
  frequency: number;
  /** As it first stands in the text. */
  readonly written: string;
  readonly inHeadline: boolean;
}

/**
 * The words that set a text apart from the archive, as they stand in it, the most telling first: by (1 + log tf) · idf
 * (Manning, Raghavan and Schütze 2008, section 6.4). `headline` is given without the publisher, which says nothing of the topic.
 */
export async function keyWords({ text, language, headline }: Pick<ParagraphSource, 'text' | 'language' | 'headline'>, index: Pick<Index, 'statistics'>): Promise<string[]> {
  const found = new Map<string, Term>();
  take(found, headline, analyse(headline, language), true);
  take(found, text, analyse(text, language), false);
  const terms = [...found.keys()];
  const { paragraphs, text: { df } } = await index.statistics(terms);
  const weighed = [...found.values()].map(({ frequency, written, inHeadline }, place) => {
    const held = df[place] ?? 0;
    return { written, weight: held === 0 ? 0 : (1 + Math.log(frequency)) * idf(paragraphs, held) * (inHeadline ? IN_HEADLINE : 1) };
  });
  return weighed.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight).slice(0, MOST).map(({ written }) => written);
}

function take(found: Map<string, Term>, text: string, tokens: Tokens, inHeadline: boolean): void {
  for (let place = 0; place < tokens.length; place++) {
    const term = tokens.term(place);
    const known = found.get(term);
    if (known === undefined) found.set(term, { frequency: 1, written: text.slice(tokens.start(place), tokens.end(place)), inHeadline });
    else known.frequency++;
  }
}
