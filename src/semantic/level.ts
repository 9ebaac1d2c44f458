import { sampleQuestion, SAMPLES } from '../search/calibration.ts';
import type { Meanings, MeaningQuery } from '../search/meaning.ts';
import type { ParagraphSource } from '../search/paragraphs.ts';

/**
 * What the likest paragraph has to a question whose answer this archive does not hold: the median over questions made of its own
 * paragraphs, asked of all other articles. Null where it has no paragraphs to make questions of. See calibration.ts, which does the
 * same for words.
 */
export async function likenessLevel(samples: readonly ParagraphSource[], near: (query: MeaningQuery) => Promise<Pick<Meanings, 'near'> | null>): Promise<number | null> {
  const likest: number[] = [];
  for (const { text, articleId } of samples.slice(0, SAMPLES)) {
    const question = sampleQuestion(text);
    if (question === null) continue;
    const [best] = (await near({ question, spellings: [], also: [], articles: null, except: articleId, limit: 1 }))?.near ?? [];
    if (best !== undefined) likest.push(best.likeness);
  }
  likest.sort((a, b) => a - b);
  return likest[Math.floor(likest.length / 2)] ?? null;
}
