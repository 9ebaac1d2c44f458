import { createRequire } from 'node:module';
import porter2 from 'wink-porter2-stemmer';
import { QUESTION_WORDS } from './question-words.ts';
import { STOP_WORDS } from './stop-words.ts';

/** How words of one language are analysed. Both work on words in lower case with their accents. */
export interface LanguageRules {
  readonly stem: (word: string) => string;
  readonly stopWords: ReadonlySet<string>;
}

const require = createRequire(import.meta.url);

/** ISO 639-1 codes to the names under which @orama/stemmers and @orama/stopwords keep them. */
const SNOWBALL: Readonly<Record<string, string>> = {
  ar: 'arabic', bg: 'bulgarian', da: 'danish', de: 'german', el: 'greek', es: 'spanish', fi: 'finnish', fr: 'french', ga: 'irish', hi: 'indian',
  hu: 'hungarian', hy: 'armenian', id: 'indonesian', it: 'italian', lt: 'lithuanian', ne: 'nepali', nl: 'dutch', no: 'norwegian', pt: 'portuguese',
  ro: 'romanian', ru: 'russian', sr: 'serbian', sv: 'swedish', ta: 'tamil', tr: 'turkish', uk: 'ukrainian',
};
/** Longer ones are no words but data, and stemming takes time by the square of the length. */
const ASCII_WORD = /^[a-z]{3,64}$/u;

/** Porter 2 (https://snowballstem.org/algorithms/english/stemmer.html); words with digits or other letters stay as they are. */
const ENGLISH: LanguageRules = { stem: (word) => (ASCII_WORD.test(word) ? porter2(word) : word), stopWords: STOP_WORDS };
/** For languages without a stemmer: words as they stand. */
const PLAIN: LanguageRules = { stem: (word) => word, stopWords: new Set() };

const known = new Map<string, LanguageRules>([['en', ENGLISH]]);

/** Rules by ISO 639-1 code; a language that has none gets its words as they stand. Loaded when first asked for. */
export function languageRules(language: string): LanguageRules {
  let rules = known.get(language);
  if (rules === undefined) {
    rules = loadRules(language);
    known.set(language, rules);
  }
  return rules;
}

function loadRules(language: string): LanguageRules {
  const name = SNOWBALL[language];
  if (name === undefined) return PLAIN;
  const { stemmer } = require(`@orama/stemmers/${name}`) as { stemmer: (word: string) => string };
  const { stopwords } = require(`@orama/stopwords/${name}`) as { stopwords: readonly string[] };
  return { stem: stemmer, stopWords: new Set([...stopwords, ...(QUESTION_WORDS[language]?.split(' ') ?? [])].map((word) => word.toLowerCase())) };
}
