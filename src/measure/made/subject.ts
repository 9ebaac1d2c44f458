import { Random } from '../random.ts';
import { firstName, inflect, place, surname, word } from './words.ts';

/** How large an archive's world is: it grows with the archive, as vocabularies do (Heaps' law). */
export interface World {
  readonly seed: number;
  readonly vocabulary: number;
  readonly topics: number;
  readonly people: number;
  readonly places: number;
  readonly publishers: number;
}

export function worldOf(paragraphs: number, seed: number): World {
  const root = Math.sqrt(paragraphs);
  return {
    seed,
    vocabulary: 60_000 + Math.round(paragraphs / 2),
    topics: 20 + Math.round(root / 4),
    people: 200 + Math.round(paragraphs / 20),
    places: 100 + Math.round(paragraphs / 50),
    publishers: 8 + Math.round(root),
  };
}

/** The most frequent words of a language have a smaller share than Zipf's law gives them: Mandelbrot's shift. */
const SHIFT = 20;
const TOPIC_WORDS = 250;
/** Topics share the words of this many ranks behind the first few hundred: known to all, used by few. */
const TOPIC_FROM = 300;
const TOPIC_RANKS = 30_000;

/** What an article is about: its words come back in every paragraph, those of its topic in other articles too. */
export interface Subject {
  readonly topic: number;
  readonly words: readonly string[];
  /** People by surname or in full, and places. */
  readonly names: readonly string[];
}

export function subjectOf(world: World, random: Random): Subject {
  const people = Array.from({ length: random.between(1, 3) }, () => person(world, random));
  const places = Array.from({ length: random.between(1, 2) }, () => place(random.zipf(world.places, 3)));
  return {
    topic: random.zipf(world.topics, 3),
    words: Array.from({ length: random.between(12, 30) }, () => word(random.zipf(world.vocabulary, SHIFT))),
    names: [...people.flatMap((name) => [name, name.split(' ')[1] ?? name]), ...places],
  };
}

export function person(world: World, random: Random): string {
  const number = random.zipf(world.people, 5);
  // One surname, one person: the first name follows from it.
  return `${firstName(new Random(world.seed, number).below(400))} ${surname(number)}`;
}

function topicWord(topic: number, random: Random): string {
  const rank = random.zipf(TOPIC_WORDS, 2);
  return word(TOPIC_FROM + new Random(topic, rank).below(TOPIC_RANKS));
}

/** A word that carries meaning, in one of its forms. */
export function contentWord(world: World, subject: Subject, random: Random): string {
  const draw = random.next();
  if (draw < 0.09) return random.pick(subject.names);
  if (draw < 0.12) return String(random.chance(0.5) ? random.between(1950, 2025) : random.below(1_000));
  const base = draw < 0.4 ? topicWord(subject.topic, random) : draw < 0.55 ? random.pick(subject.words) : word(random.zipf(world.vocabulary, SHIFT));
  return random.chance(0.3) ? inflect(base, random) : base;
}

export function topicName(topic: number): string {
  const name = word(TOPIC_FROM + new Random(topic, 0).below(TOPIC_RANKS));
  return name.charAt(0).toUpperCase() + name.slice(1);
}
