import type { Published } from '../../archive/article.ts';
import type { ParsedArticle } from '../../ingest/format.ts';
import { Random } from '../random.ts';
import { contentWord, person, subjectOf, topicName, worldOf, type Subject, type World } from './subject.ts';
import { functionWord, place } from './words.ts';

const PAPERS = ['Herald', 'Gazette', 'Times', 'Courier', 'Review', 'Observer', 'Tribune', 'Post'];
/** Share of words that only hold the sentence together, in English prose. */
const FUNCTION_SHARE = 0.45;

/**
 * An archive that nobody wrote: articles on topics, with people and places, of 3 to 14 paragraphs of 30 to 120 words, in
 * English function words and words that do not exist, spread by Zipf's law. It ends with paragraph number `paragraphs`.
 * The same numbers give the same archive; each article is made when it is asked for and none is kept.
 */
export function* madeArticles(paragraphs: number, seed: number): Generator<ParsedArticle> {
  const world = worldOf(paragraphs, seed);
  let left = paragraphs;
  for (let number = 0; left > 0; number++) {
    const random = new Random(seed, number);
    const count = Math.min(left, random.between(3, 14));
    left -= count;
    yield madeArticle(world, count, number, random);
  }
}

function madeArticle(world: World, count: number, number: number, random: Random): ParsedArticle {
  const subject = subjectOf(world, random);
  return {
    title: titleOf(world, subject, random),
    publisher: publisherOf(world, random),
    publisherAlias: null,
    section: null,
    author: random.chance(0.5) ? person(world, random) : null,
    published: random.chance(0.6) ? someDay(random) : null,
    url: random.chance(0.5) ? `https://example.org/${number}` : null,
    category: topicName(subject.topic),
    attribution: null,
    credits: [],
    origin: { file: 'made.txt', line: number + 1 },
    paragraphs: Array.from({ length: count }, () => ({ kind: 'prose', text: paragraphOf(world, subject, random) })),
  };
}

function publisherOf(world: World, random: Random): string {
  const number = random.zipf(world.publishers, 3);
  return `${place(number)} ${PAPERS[number % PAPERS.length] ?? ''}`;
}

function someDay(random: Random): Published {
  const [year, month, day] = [random.between(1995, 2025), random.between(1, 12), random.between(1, 28)];
  const value = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return { value, readings: [value], certainty: 'stated', asWritten: value };
}

function titleOf(world: World, subject: Subject, random: Random): string {
  const words = Array.from({ length: random.between(4, 8) }, () => (random.chance(0.25) ? functionWord(random) : contentWord(world, subject, random)));
  return capitalised([random.pick(subject.names), ...words].join(' '));
}

function paragraphOf(world: World, subject: Subject, random: Random): string {
  const sentences: string[] = [];
  for (let left = random.between(30, 120); left > 0;) {
    const length = left < 16 ? left : random.between(8, 22);
    sentences.push(sentenceOf(length, world, subject, random));
    left -= length;
  }
  return sentences.join(' ');
}

function sentenceOf(length: number, world: World, subject: Subject, random: Random): string {
  const words = Array.from({ length }, () => (random.chance(FUNCTION_SHARE) ? functionWord(random) : contentWord(world, subject, random)));
  const comma = length > 12 ? random.between(4, length - 4) : -1;
  return `${capitalised(words.map((word, place) => (place === comma ? `${word},` : word)).join(' '))}.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
