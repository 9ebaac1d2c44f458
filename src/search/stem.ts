import porter2 from 'wink-porter2-stemmer';
import { LRUCache } from 'lru-cache';

/** Stemming by regular expressions is the costliest step of analysis and words repeat: remember the common ones. */
const stems = new LRUCache<string, string>({ max: 50_000 });
const ASCII_WORD = /^[a-z]{3,}$/u;

/**
 * The English (Porter 2) stem of a folded word: `missions` and `mission` are both `mission`.
 * Words with digits or letters outside a-z stay as they are. Source: https://snowballstem.org/algorithms/english
 */
export function stem(word: string): string {
  if (!ASCII_WORD.test(word)) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  const made = porter2(word);
  stems.set(word, made);
  return made;
}
