import { foldName } from '../archive/fold.ts';
import { isUnspaced } from './analysis.ts';

/** A question as typed, taken apart. */
export interface Question {
  /** What is left to look for: without what is excluded, without quotation marks. */
  readonly text: string;
  /** What a paragraph must hold word for word. */
  readonly phrases: readonly string[];
  /** Words or phrases that it must not hold. */
  readonly excluded: readonly string[];
}

const QUOTED = /(?<![\p{L}\p{N}])(-)?(?:"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»)/gu;
/** A dash right before a word and behind white space: not `US-led`, not a dash between words, not a negative number. */
const EXCLUDED_WORD = /(?<=^|\s)-(\p{L}[\p{L}\p{M}\p{N}'’-]*)/gu;

/** Reads `"exact phrases"` and `-word` out of a question. */
export function readQuestion(typed: string): Question {
  const phrases: string[] = [];
  const excluded: string[] = [];
  const unquoted = typed.replace(QUOTED, (_whole, minus: string | undefined, ...quoted: (string | undefined)[]) => {
    const phrase = (quoted.slice(0, 4).find((part) => part !== undefined) ?? '').trim();
    if (!/[\p{L}\p{N}]/u.test(phrase)) return ' ';
    (minus === undefined ? phrases : excluded).push(phrase);
    return minus === undefined ? ` ${phrase} ` : ' ';
  });
  const text = unquoted.replace(EXCLUDED_WORD, (_whole, word: string) => {
    excluded.push(word);
    return ' ';
  });
  // Somebody who only excludes has asked for nothing else; then the dashes are no more than dashes.
  return /[\p{L}\p{N}]/u.test(text) ? { text, phrases, excluded } : { text: typed, phrases: [], excluded: [] };
}

/**
 * A test for texts that hold a phrase word for word; case, accents, kinds of quotes and dashes make no difference. Only
 * whole words count, in scripts that tell where words end.
 */
export function phraseTest(phrase: string): (text: string) => boolean {
  const folded = foldName(phrase);
  const escaped = folded.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  const [first = '', last = ''] = [/^./u.exec(folded)?.[0], /.$/u.exec(folded)?.[0]];
  const before = isUnspaced(first) ? '' : String.raw`(?<![\p{L}\p{N}])`;
  const after = isUnspaced(last) ? '' : String.raw`(?![\p{L}\p{N}])`;
  const pattern = new RegExp(`${before}${escaped}${after}`, 'u');
  return (text) => pattern.test(foldName(text));
}
