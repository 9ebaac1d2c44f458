import { analyse } from './analysis.ts';
import { languageRules } from './language.ts';
import type { LanguageCount } from './port.ts';

/** A word of a question: as written, and the terms that stand for it in the archive's languages. */
export interface QuestionWord {
  readonly written: string;
  /** The first is that of the question's own language; none for a name of several words. */
  readonly terms: readonly string[];
  /** Names that mean the same, each by its terms: see meant-names.ts. */
  readonly names: readonly (readonly string[])[];
}

/** Languages with a smaller share of the paragraphs are not asked in: each costs time, and short texts are mistaken. */
const SHARE = 0.05;
const MOST_LANGUAGES = 4;

/** The archive's languages that questions are asked in, most paragraphs first; English where there are none. */
export function askedLanguages(languages: readonly LanguageCount[]): string[] {
  const total = languages.reduce((sum, { paragraphs }) => sum + paragraphs, 0);
  const asked = languages.filter(({ paragraphs }, place) => place === 0 || paragraphs >= SHARE * total);
  return asked.length === 0 ? ['en'] : asked.slice(0, MOST_LANGUAGES).map(({ language }) => language);
}

/** The language of the archive whose stop words the question has most of. */
function languageOf(text: string, languages: readonly string[]): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const counts = languages.map((language) => words.filter((word) => languageRules(language).stopWords.has(word)).length);
  return languages[counts.indexOf(Math.max(...counts))] ?? 'en';
}

/** The distinct words of a question in its order; stop words of its language dropped. */
export function questionWords(text: string, languages: readonly string[]): QuestionWord[] {
  const own = languageOf(text, languages);
  const others = languages.filter((language) => language !== own).map((language) => termsByStart(text, language));
  const words = new Map<string, QuestionWord>();
  const tokens = analyse(text, own);
  for (let place = 0; place < tokens.length; place++) {
    const [term, start, end] = [tokens.term(place), tokens.start(place), tokens.end(place)];
    const terms = [term, ...others.map((other) => other.get(start)).filter((other) => other !== undefined)];
    if (!words.has(term)) words.set(term, { written: text.slice(start, end), terms: [...new Set(terms)], names: [] });
  }
  return [...words.values()];
}

/** Where a word stands in a text by itself, else where it is part of another; -1 where it is not. */
export function placeOf(word: string, text: string): number {
  const first = text.indexOf(word);
  for (let at = first; at !== -1; at = text.indexOf(word, at + 1)) {
    const [before, behind] = [text.slice(Math.max(0, at - 2), at), text.slice(at + word.length, at + word.length + 2)];
    if (!/[\p{L}\p{M}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(behind)) return at;
  }
  return first;
}

function termsByStart(text: string, language: string): ReadonlyMap<number, string> {
  const tokens = analyse(text, language);
  return new Map(tokens.terms().map((term, place) => [tokens.start(place), term]));
}
