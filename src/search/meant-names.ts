import { terms as termsOf } from './analysis.ts';
import type { InterchangeableNames } from './names.ts';
import type { QuestionWord } from './words.ts';

/** The terms of a name, in their order. */
type Name = readonly string[];

/**
 * Gives each word of a question that is one of the interchangeable names the others to stand for it; words in a row that are one
 * name together become one word. `holds` tells which names the archive has: words are joined only for those.
 */
export async function joinNames(words: readonly QuestionWord[], names: InterchangeableNames, languages: readonly string[], holds: (names: readonly Name[]) => Promise<boolean>): Promise<QuestionWord[]> {
  const groups = names.map((group) => ({ written: new Set(group.map((name) => name.toLowerCase())), names: distinct(group.flatMap((name) => languages.map((language) => termsOf(name, language)))) }));
  const longest = Math.max(1, ...groups.flatMap((group) => group.names.map((name) => name.length)));
  const joined: QuestionWord[] = [];
  for (let at = 0; at < words.length; ) {
    let word = words[at];
    if (word === undefined) break;
    let length = 1;
    for (let most = Math.min(longest, words.length - at); most > 0; most--) {
      const row = words.slice(at, at + most);
      const meant = distinct(groups.filter((group) => isOneOf(row, group)).flatMap((group) => group.names));
      if (meant.length === 0 || (most > 1 && !(await holds(meant)))) continue;
      word = { written: row.map(({ written }) => written).join(' '), terms: most === 1 ? word.terms : [], names: meant };
      length = most;
      break;
    }
    joined.push(word);
    at += length;
  }
  return joined;
}

function isOneOf(row: readonly QuestionWord[], { written, names }: { readonly written: ReadonlySet<string>; readonly names: readonly Name[] }): boolean {
  if (row.length === 1 && written.has(row[0]?.written.toLowerCase() ?? '')) return true;
  return names.some((name) => name.length === row.length && row.every(({ terms }, place) => terms.includes(name[place] ?? '')));
}

function distinct(names: readonly Name[]): Name[] {
  return [...new Map(names.filter((name) => name.length > 0).map((name) => [name.join(' '), name])).values()];
}
