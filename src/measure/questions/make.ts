import { Random } from '../random.ts';
import { ask, KINDS, type Kind } from './ask.ts';
import { makeCompletions, type Completion } from './completions.ts';
import type { Survey } from './survey.ts';

/** A question and the paragraph that it was made from. */
export interface KnownQuestion {
  readonly text: string;
  readonly paragraph: string;
}

export type Questions = Readonly<Record<Kind, readonly KnownQuestion[]>> & { readonly suggest: readonly Completion[] };

const TRIES = 30;

/** So many questions of each kind, no two alike; fewer when the archive does not give so many. The same survey and seed give the same. */
export function makeQuestions(survey: Survey, count: number, seed: number): Questions {
  const taken = new Set<string>();
  const [question = [], keyword = [], typo = []] = KINDS.map((kind, place) => {
    const random = new Random(seed, count, place);
    const made: KnownQuestion[] = [];
    for (let tries = 0; survey.sample.length > 0 && made.length < count && tries < count * TRIES; tries++) {
      // Each kind asks of other paragraphs, as long as there are others.
      const paragraph = survey.sample[(place * count + tries) % survey.sample.length];
      const text = paragraph === undefined ? null : ask(kind, paragraph.text, survey, random);
      if (paragraph === undefined || text === null || taken.has(text)) continue;
      taken.add(text);
      made.push({ text, paragraph: paragraph.id });
    }
    return made;
  });
  return { question, keyword, typo, suggest: makeCompletions(survey, count, seed) };
}
