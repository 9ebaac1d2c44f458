import type { Random } from '../random.ts';

/**
 * A language that nobody speaks: each number is one word that can be pronounced, so that a vocabulary of any size needs no
 * memory. Frequent words (low numbers) are short. Words lie far apart, as those of English do: few are one letter away
 * from another.
 */
const CONSONANTS = 'bdfghklmnprstvwz';
const VOWELS = 'aeiou';
const ENDINGS = ['n', 'r', 't', 'l', 'm', 'k', 'd', 'p', 'nd', 'st', 'rt', 'ck', 'ne', 'te', 're', 've'];
const SURNAMES = ['an', 'ov', 'ez', 'idi', 'son', 'elli', 'ska', 'uchi'];
const PLACES = ['ville', 'grad', 'abad', 'ton', 'burg', 'mouth', 'stan', 'field'];
const SYLLABLES = CONSONANTS.length * VOWELS.length;
/** Numbers below these have words of two and of three syllables. */
const SHORT = 3_000;
const MEDIUM = 100_000;
/** A prime: multiplying by it scatters neighbouring numbers over all words of a length, each to one of its own. */
const SCATTER = 7_368_787;

function syllables(count: number, number: number): string {
  let [word, rest] = ['', number];
  for (let place = 0; place < count; place++) {
    word += CONSONANTS.charAt(Math.floor(rest / VOWELS.length) % CONSONANTS.length) + VOWELS.charAt(rest % VOWELS.length);
    rest = Math.floor(rest / SYLLABLES);
  }
  return word;
}

function scattered(count: number, number: number, endings: readonly string[]): string {
  const space = SYLLABLES ** count * endings.length;
  const place = (number * SCATTER) % space;
  return syllables(count, Math.floor(place / endings.length)) + (endings[place % endings.length] ?? '');
}

/** A common word, uninflected, in lower case. */
export function word(number: number): string {
  if (number < SHORT) return scattered(2, number, ENDINGS);
  return number < MEDIUM ? scattered(3, number, ENDINGS) : scattered(4, number, ENDINGS);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function firstName(number: number): string {
  return capitalised(scattered(1, number, ['na', 'rik', 'mir', 'la', 'tan', 'sha']));
}

export function surname(number: number): string {
  return capitalised(scattered(2, number, SURNAMES));
}

export function place(number: number): string {
  return capitalised(scattered(2, number, PLACES));
}

/** Plural, past or present participle, by the plainest rules of English. */
export function inflect(base: string, random: Random): string {
  const stem = base.endsWith('e') ? base.slice(0, -1) : base;
  const draw = random.next();
  if (draw < 0.55) return `${base}s`;
  return draw < 0.85 ? `${stem}ed` : `${stem}ing`;
}

/** What holds English sentences together, most frequent first: nearly half of all words in running text. */
const FUNCTION_WORDS =
  `the of and to a in that is was for on with as by at from it be he are this had not but have his they which or were an
  their has we who more been its all there will when her she would what about so out up into than them can only other some
  if no over after also could these then may any most before under between during against such because where while both
  until how why did do does being through those`.split(/\s+/u);

export function functionWord(random: Random): string {
  return FUNCTION_WORDS[random.zipf(FUNCTION_WORDS.length)] ?? 'the';
}
