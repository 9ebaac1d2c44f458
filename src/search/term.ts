import { languageRules } from './language.ts';

const NOT_ASCII = /[^\x20-\x7e]/u;
const POSSESSIVE = /['’ʼ]s?$/u;
const APOSTROPHES = /['’ʼ]/gu;
const LETTERS: Readonly<Record<string, string>> = { ø: 'o', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', æ: 'ae', œ: 'oe' };

/**
 * Term of a word, or null for a stop word. A word in capitals (WHO, IT) is never a stop word,
 * unless the whole text is in capitals (`shouting`).
 */
export function termOf(written: string, shouting: boolean, language: string): string | null {
  const { stem, stopWords } = languageRules(language);
  let word = (written.endsWith('.') ? written.replaceAll('.', '') : written).normalize('NFKC').toLowerCase();
  if (/['’ʼ]/u.test(word)) word = word.replace(POSSESSIVE, '').replace(APOSTROPHES, '');
  if (word.includes(',')) word = word.replaceAll(',', '');
  if (word === '') return null;
  if (stopWords.has(word) && (shouting || word.length < 2 || !isCapitals(written))) return null;
  const term = foldWord(stem(word));
  return term === '' ? null : term;
}

/** Accents off, compatibility forms unified; for words in lower case. */
function foldWord(word: string): string {
  if (!NOT_ASCII.test(word)) return word;
  return word.normalize('NFKD').replace(/\p{M}+/gu, '').replace(/[øßđðþłıæœ]/gu, (letter) => LETTERS[letter] ?? letter);
}

/** False in scripts that have no capitals. */
function isCapitals(written: string): boolean {
  return written === written.toUpperCase() && written !== written.toLowerCase();
}

/** Whether capitals say nothing in a text: all of its words are in capitals, and there are several. */
export function isShouting(text: string): boolean {
  return !/\p{Ll}/u.test(text) && /\p{Lu}/u.test(text) && /\S\s+\S/u.test(text);
}
