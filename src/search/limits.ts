import { isUnspaced, terms as termsOf } from './analysis.ts';
import type { CandidateQuery } from './port.ts';
import { phraseTest, type Question } from './question.ts';

/** What paragraphs must and must not hold. */
export interface Limits extends Pick<CandidateQuery, 'required' | 'excluded'> {
  /** True when nothing is asked for or excluded word for word. */
  readonly isNone: boolean;
  readonly accepts: (paragraph: { readonly text: string; readonly headline: string }) => boolean;
}

/** `required` and `excluded` are for the index to select by; `accepts` decides. */
export function limitsOf({ phrases, excluded }: Pick<Question, 'phrases' | 'excluded'>, languages: readonly string[]): Limits {
  const needed = phrases.map(phraseTest);
  const banned = excluded.map(phraseTest);
  return {
    isNone: phrases.length + excluded.length === 0,
    required: phrases.flatMap((phrase) => selective(phrase, languages)),
    excluded: excluded.map((words) => selective(words, languages)).filter((terms) => terms.length === 1).flat(),
    accepts: ({ text, headline }) => {
      const whole = `${text}\n${headline}`;
      return needed.every((holds) => holds(whole)) && !banned.some((holds) => holds(whole));
    },
  };
}

/** An index can select by a phrase's terms only where a text's terms depend neither on its language nor on what stands around them. */
function selective(phrase: string, [language, ...others]: readonly string[]): string[] {
  return others.length > 0 || isUnspaced(phrase) ? [] : termsOf(phrase, language);
}
