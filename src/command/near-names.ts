import { distance } from 'fastest-levenshtein';
import { foldName } from '../archive/fold.ts';
import { bits, letterSet } from '../search/letter-set.ts';
import type { NameCount } from '../store/store.ts';

/** A name of the archive, made ready to be compared with what is typed at every key. */
interface Ready {
  readonly name: string;
  readonly folded: string;
  /** Where its words begin, UTF-16 units of `folded`. */
  readonly starts: readonly number[];
  /** Which of 32 kinds of letters it holds, as bits. */
  readonly letters: number;
}

/** A store gives the same list until its names change. */
const prepared = new WeakMap<readonly NameCount[], readonly Ready[]>();
/** Longer texts are no name with a slip in it. UTF-16 units. */
const LONGEST = 100;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

function ready(names: readonly NameCount[]): readonly Ready[] {
  let list = prepared.get(names);
  if (list === undefined) {
    list = names.map(({ name }) => {
      const folded = foldName(name);
      return { name, folded, starts: [...folded.matchAll(WORD)].map(({ index }) => index), letters: letterSet(folded) };
    });
    prepared.set(names, list);
  }
  return list;
}

/** How many letters may be wrong: none in short names, where any other letter makes another name. */
function mistakesIn(typed: string): number {
  return typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
}

/**
 * The names that what was typed may become, at most `limit`: those that begin with it, then those with a word that does,
 * then those that hold it, then those with a beginning like it. Within each, in the order given.
 */
export function completions(names: readonly NameCount[], partial: string, limit: number): string[] {
  const typed = foldName(partial);
  const ranks: string[][] = [[], [], [], []];
  for (const { name, folded, starts } of ready(names)) {
    const place = folded.indexOf(typed);
    if (place < 0) continue;
    ranks[place === 0 ? 0 : starts.some((start) => folded.startsWith(typed, start)) ? 1 : 2]?.push(name);
    if ((ranks[0]?.length ?? 0) >= limit) break;
  }
  const found = ranks.flat().slice(0, limit);
  return found.length < limit ? [...found, ...likeBeginnings(names, typed, limit - found.length, new Set(ranks.flat()))] : found;
}

function likeBeginnings(names: readonly NameCount[], typed: string, limit: number, known: ReadonlySet<string>): string[] {
  if (mistakesIn(typed) === 0 || typed.length > LONGEST) return [];
  const near: { readonly name: string; readonly away: number }[] = [];
  for (const one of holding(ready(names), typed)) {
    const away = slipsAtWords(typed, one);
    if (away < Infinity && !known.has(one.name)) near.push({ name: one.name, away });
  }
  return near.sort((a, b) => a.away - b.away).slice(0, limit).map(({ name }) => name);
}

/** The first letter is seldom the wrong one, and only few words have it, or the second, in front: that spares nearly all distances. */
function slipsAtWords(typed: string, { folded, starts }: Ready): number {
  let least = Infinity;
  for (const start of starts) {
    const first = folded[start];
    if (first !== typed[0] && first !== typed[1]) continue;
    // A letter too few or too many moves the end.
    for (const more of [0, 1, -1]) least = Math.min(least, slips(typed, folded.slice(start, start + typed.length + more)));
  }
  return least;
}

/** Without those that lack more of the typed letters than may be wrong: told far faster than a distance. */
function holding(list: readonly Ready[], typed: string): readonly Ready[] {
  const [wanted, most] = [letterSet(typed), mistakesIn(typed)];
  return list.filter(({ letters }) => bits(wanted & ~letters) <= most);
}

/** What a typed name may stand for, best first. */
export interface Fitting {
  /** The same name but for slips of the keyboard, or some whole words of it. */
  readonly well: readonly string[];
  /** Names with words that begin with what was typed, or nearly. */
  readonly loosely: readonly string[];
}

export function namesLike(names: readonly NameCount[], typed: string): Fitting {
  const folded = foldName(typed);
  const list = ready(names);
  const words = folded.match(WORD) ?? [];
  if (words.length === 0 || folded.length > LONGEST) return { well: [], loosely: [] };
  const near = nearest(holding(list, folded).map((one) => ({ one, away: slips(folded, one.folded) })));
  const well = near.length > 0 ? near : list.filter((one) => words.every((word) => isWordOf(one, word)));
  return { well: well.map(({ name }) => name), loosely: well.length > 0 ? [] : completions(names, typed, 25) };
}

/** Those with the fewest wrong letters. */
function nearest(compared: readonly { readonly one: Ready; readonly away: number }[]): Ready[] {
  const least = compared.reduce((fewest, { away }) => Math.min(fewest, away), Infinity);
  return least === Infinity ? [] : compared.filter(({ away }) => away === least).map(({ one }) => one);
}

/** How many letters are wrong; Infinity for more than its length allows. Letters that changed places are one mistake to people, two to the distance. */
function slips(typed: string, name: string): number {
  const most = mistakesIn(typed);
  if (Math.abs(typed.length - name.length) > most) return Infinity;
  const away = distance(typed, name);
  return away <= most ? away : away === 2 && most === 1 && isSwap(typed, name) ? 1 : Infinity;
}

function isSwap(typed: string, name: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === name[at]) at++;
  return typed.length === name.length && typed[at] === name[at + 1] && typed[at + 1] === name[at] && typed.slice(at + 2) === name.slice(at + 2);
}

function isWordOf({ folded, starts }: Ready, word: string): boolean {
  return starts.some((start) => folded.startsWith(word, start) && !/^[\p{L}\p{N}\p{M}]/u.test(folded.slice(start + word.length)));
}
