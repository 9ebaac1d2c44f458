import { Pacer } from './pacer.ts';
import type { ParagraphSource } from './paragraphs.ts';
import type { Plan } from './plan.ts';
import type { Ranked } from './rank.ts';
import { evidence, type Level } from './verdict.ts';

/** So many paragraphs tell an archive's level well enough, in some tens of milliseconds. */
export const SAMPLES = 80;
const WORDS = 6;
const FEWEST = 8;

/** Plans and ranks a question as a search would. */
type Ask = (question: string) => Promise<{ readonly plan: Plan; readonly ranked: readonly Ranked[] }>;

/**
 * How much of an answer this archive seems to give to questions whose answer is not in it. Each sampled paragraph gives a
 * question, a few of its words as they stand in a row; it is asked of all other articles. The median of what they score is high in an
 * archive whose articles resemble each other and low in a small or varied one. Depends on the archive alone.
 */
export async function levelOf(samples: readonly ParagraphSource[], ask: Ask): Promise<Level> {
  const scores: number[] = [];
  const pacer = new Pacer();
  for (const { text, articleId } of samples) {
    const question = sampleQuestion(text);
    if (question === null) continue;
    const { plan, ranked } = await ask(question);
    // Stores and indexes answer without waiting: nothing else would get its turn.
    await pacer.pause();
    scores.push(evidence(plan, ranked.filter(({ paragraph }) => paragraph.source.articleId !== articleId)));
  }
  scores.sort((a, b) => a - b);
  return scores[Math.floor(scores.length / 2)] ?? 0;
}

/** A question made of a paragraph; null for one that is too short for that. */
export function sampleQuestion(text: string): string | null {
  const words = text.match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? [];
  return words.length < 2 * FEWEST ? null : middle(words).join(' ');
}

/** Twice as many running words as a question has words that matter: about half of them are stop words. */
function middle(words: readonly string[]): readonly string[] {
  const from = Math.floor(words.length / 2) - WORDS;
  return words.slice(from, from + 2 * WORDS);
}
