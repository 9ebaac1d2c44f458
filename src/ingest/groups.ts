import { bareKnown } from '../archive/article.ts';
import type { Copy, Place } from '../store/store.ts';
import type { ParsedArticle, ParsedParagraph, Warning } from './format.ts';
import { findRepeats } from './repeats.ts';

/** An article at one place. */
export interface Standing {
  readonly place: Place;
  readonly article: ParsedArticle;
  /** ISO 639-1. */
  readonly language: string;
  /** Of an article that was stored before. */
  readonly addedAt?: string;
}

/** All places of one article. */
export interface Group {
  /** Where it stands; the others are copies. */
  readonly main: Standing;
  readonly copies: readonly Copy[];
  /** The group, by its place in the list, that this is another version of. */
  readonly revisionOf: number | null;
}

/** So much longer a copy is not the same text with small changes but the whole of which the first is an extract. */
const FULLER = 1.5;

/** Which of these are one article. A group stands behind those that it is another version of. */
export function groupsOf(standings: readonly Standing[]): { groups: Group[]; warnings: readonly Warning[] } {
  const sorted = standings.toSorted(byPlace);
  const { repeats, warnings } = findRepeats(sorted.map(({ article }) => article));
  const members = Map.groupBy(sorted, (_, place) => repeats[place]?.duplicateOf ?? place);
  const numbers = new Map([...members.keys()].map((first, number) => [first, number]));
  const groups = [...members].map(([first, same]) => {
    const main = mainOf(same);
    const revisionOf = repeats[first]?.revisionOf ?? null;
    return { main, copies: same.filter((one) => one !== main).map((one) => copyOf(one, main)), revisionOf: revisionOf === null ? null : (numbers.get(revisionOf) ?? null) };
  });
  return { groups, warnings };
}

function byPlace({ place: a }: Standing, { place: b }: Standing): number {
  if (a.collection !== b.collection) return a.collection < b.collection ? -1 : 1;
  return a.position - b.position;
}

/** The first; or the longest, where the first is an extract of it. */
function mainOf(same: readonly Standing[]): Standing {
  const [first, ...others] = same;
  if (first === undefined) throw new Error('An article stands nowhere.');
  const longest = others.reduce((longer, one) => (lengthOf(one) > lengthOf(longer) ? one : longer), first);
  return lengthOf(longest) > FULLER * lengthOf(first) ? longest : first;
}

function lengthOf({ article: { paragraphs } }: Standing): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0);
}

function copyOf({ place, article }: Standing, main: Standing): Copy {
  const { paragraphs, key } = article;
  return { ...bareKnown(article), ...(key !== undefined && { key }), place, paragraphs: equal(paragraphs, main.article.paragraphs) ? null : paragraphs };
}

function equal(one: readonly ParsedParagraph[], other: readonly ParsedParagraph[]): boolean {
  return one.length === other.length && one.every(({ kind, text }, place) => kind === other[place]?.kind && text === other[place].text);
}
