import type { Random } from '../random.ts';

/** One slip of the finger: two letters swapped, one left out, doubled or mistaken; the first letter stays. */
export function withTypo(word: string, random: Random): string {
  const letters = Array.from(word);
  const at = random.between(1, Math.max(1, letters.length - 2));
  const letter = letters[at] ?? '';
  const next = letters[at + 1] ?? '';
  switch (random.below(4)) {
    case 0: letters.splice(at, 2, next, letter); break;
    case 1: letters.splice(at, 1); break;
    case 2: letters.splice(at, 0, letter); break;
    default: letters.splice(at, 1, letter === 'e' ? 'a' : 'e');
  }
  const typed = letters.join('');
  return typed === word ? `${word}${letters.at(-1) ?? ''}` : typed;
}
