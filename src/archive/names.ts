import { foldName } from './fold.ts';

/** A person's name in CSL-JSON: parts when they can be told apart, else `literal`. */
export type Name = { readonly family: string; readonly given: string; readonly suffix?: string } | { readonly literal: string };

const PARTICLES = new Set(['al', 'bin', 'da', 'de', 'del', 'della', 'den', 'der', 'di', 'dos', 'du', 'el', 'ibn', 'la', 'le', 'ten', 'ter', 'van', 'von', 'zu']);
const SUFFIX = /^(?:Jr|Sr|II|III|IV)\.?$/u;
const LATIN_WORD = /^[\p{sc=Latin}\p{M}.'’ʼ-]+$/u;

/** Words by which a byline names a house or a group of people, which has no family name. */
const GROUP = /\b(?:agency|agencies|association|board|bureau|cent(?:er|re)|commission|committee|company|corporation|correspondents?|council|department|desk|editors?|editorial|federation|foundation|group|institute|ministry|network|news|newspaper|newsroom|office|organi[sz]ation|press|radio|reporters?|service|society|staff|team|television|times|tv|union|university|writers?)\b/iu;

/** `A`, `A and B`, `A, B and C` to names. */
export function personNames(author: string): Name[] {
  return writtenNames(author).map(personName);
}

/** As {@link personNames}, each as it is written. */
export function writtenNames(author: string): string[] {
  return author
    .split(/\s*(?:,\s*(?:and|&)\s+|\s+(?:and|&)\s+|,\s+(?!(?:Jr|Sr|II|III|IV)\b))\s*/u)
    .filter((name) => name !== '');
}

/** Only names in Latin letters are split: family names stand elsewhere in other scripts, and a guess would misquote. */
function personName(written: string): Name {
  const words = written.replace(',', ' ').split(/\s+/u).filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const suffix = words.length > 2 && SUFFIX.test(last) ? words.pop() : undefined;
  if (words.length < 2 || GROUP.test(written) || !words.every((word) => LATIN_WORD.test(word))) return { literal: written };
  let start = words.length - 1;
  while (start > 1 && PARTICLES.has(words[start - 1] ?? '')) start--;
  const name = { family: words.slice(start).join(' '), given: words.slice(0, start).join(' ') };
  return suffix === undefined ? name : { ...name, suffix };
}

/** Whether two names are one house's, `The` or no `The`. */
export function isSameHouse(one: string, other: string): boolean {
  const [first, second] = [one, other].map((name) => foldName(name).replace(/^the /u, ''));
  return first === second;
}
