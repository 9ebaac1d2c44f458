import type { Random } from '../random.ts';
import { inflect } from '../made/words.ts';
import { wordsOf, type Survey } from './survey.ts';
import { withTypo } from './typo.ts';

export const KINDS = ['question', 'keyword', 'typo'] as const;
export type Kind = (typeof KINDS)[number];

/** Words that stand in more paragraphs than this share of them tell little; no question is made of them. */
const COMMON = 0.05;
const OPENINGS = ['what did the', 'who was', 'why has the', 'when did', 'how many of the', 'where were the', 'which of the', 'what happened to', 'how was the', 'why did'];
const LINKS = ['and the', 'of the', 'in', 'with the', 'about', 'to the', 'by', 'and', 'after the', 'for'];
const WORDS = { least: 6, most: 12 };

/** A question that this paragraph answers, in words of it; null when it has too few that tell anything. */
export function ask(kind: Kind, text: string, survey: Survey, random: Random): string | null {
  const telling = tellingWords(text, survey);
  if (telling.length < 6) return null;
  if (kind === 'keyword') return choose(telling, random.between(2, 3), random).map((word) => altered(word, 0.25, random)).join(' ');
  const words = choose(telling, random.between(3, 5), random);
  // People remember some things wrongly: one word in every third question is of another paragraph.
  if (random.chance(1 / 3)) words[words.length - 1] = random.pick(choose(tellingWords(random.pick(survey.sample).text, survey), 3, random).concat(words));
  const asked = words.map((word) => altered(word, 0.25, random));
  if (kind === 'typo') {
    const long = asked.flatMap((word, place) => (word.length >= 5 ? [place] : []));
    if (long.length === 0) return null;
    const place = random.pick(long);
    asked[place] = withTypo(asked[place] ?? '', random);
  }
  return sentence(asked, random);
}

/** Words that few paragraphs have, rarest first, each once. */
function tellingWords(text: string, { df, paragraphs }: Survey): string[] {
  const rarity = (word: string): number => df.get(word.toLowerCase()) ?? 0;
  const most = Math.max(3, COMMON * paragraphs);
  const words = new Map(wordsOf(text).map((word) => [word.toLowerCase(), word]));
  return [...words.values()].filter((word) => word.length > 3 && /^\p{L}+$/u.test(word) && rarity(word) <= most).sort((a, b) => rarity(a) - rarity(b));
}

/** Mostly words of the commoner half; one time in three one of the rarest, which gives the paragraph away. */
function choose(telling: readonly string[], count: number, random: Random): string[] {
  const half = Math.floor(telling.length / 2);
  const rare = random.chance(1 / 3) ? [random.pick(telling.slice(0, half))] : [];
  return [...rare, ...random.shuffle(telling.slice(half)).slice(0, count - rare.length)];
}

/** With that chance in another form; a name stays as it is. */
function altered(word: string, share: number, random: Random): string {
  if (word !== word.toLowerCase() || !/^[a-z]+$/u.test(word) || !random.chance(share)) return word;
  const base = /(?<!s)s$/u.test(word) ? word.slice(0, -1) : word.replace(/(?:ed|ing)$/u, '');
  const other = base.length >= 4 && base !== word && random.chance(0.5) ? base : inflect(base, random);
  return other === word ? `${base}s` : other;
}

/** Strung together as a question of 6 to 12 words, in lower case but for names. */
function sentence(words: readonly string[], random: Random): string | null {
  const links = words.slice(1).map((word) => `${random.pick(LINKS)} ${word}`);
  const all = `${random.pick(OPENINGS)} ${[words[0] ?? '', ...links].join(' ')}`.split(' ');
  return all.length < WORDS.least || all.length > WORDS.most ? null : all.join(' ');
}
