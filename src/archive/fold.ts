/**
 * Folding makes two spellings of one text equal: dashes, quotes, spaces, compatibility forms and,
 * if asked, case. It is for comparing only; nothing folded is ever shown or stored as text.
 */

const DASHES = /[\u2010-\u2015\u2043\u2212\u2E3A\u2E3B\uFE58\uFE63\uFF0D]/gu;
const SINGLE_QUOTES = /[\u2018-\u201B\u2032\u2035\u2039\u203A\u02B9\u02BB\u02BC\u02BD\uFF07`\u00B4]/gu;
const DOUBLE_QUOTES = /[\u201C-\u201F\u2033\u2036\u00AB\u00BB\u301D-\u301F\uFF02]/gu;
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu;

/** Nothing in it to fold: most paragraphs of most archives, told far faster than folded. */
const PLAIN = /^[\x21-\x5f\x61-\x7e]+(?: [\x21-\x5f\x61-\x7e]+)*$/u;

/** Dashes to `-`, quotes to `'` and `"`, runs of white space to one space; NFKC; trimmed. Case is kept. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text;
  // Quotes first: NFKC takes an acute accent and a double prime apart.
  return text
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(DASHES, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** As {@link fold}, case and accents ignored too: for names that people type. */
export function foldName(text: string): string {
  return fold(text).toLowerCase().normalize('NFKD').replace(/\p{M}+/gu, '');
}
